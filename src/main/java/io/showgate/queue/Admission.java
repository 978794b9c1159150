package io.showgate.queue;

/** The state of admission in a queue. Every answer to a person who waits says it; places are kept in any case. */
public enum Admission {

    /** The queue admits people. */
    OPEN,

    /** An operator has paused admission. */
    PAUSED,

    /** The services behind the gate cannot take more people now, or people come back after a loss of Redis. */
    HELD
}
