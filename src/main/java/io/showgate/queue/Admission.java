package io.showgate.queue;

/** Whether a queue lets people in; everybody who waits is told, and keeps their place in any case. */
public enum Admission {

    /** People are let in. */
    OPEN,

    /** The operator has stopped it. */
    PAUSED,

    /** What is behind the gate does not bear anybody more now. */
    HELD
}
