package io.showgate.queue;

/**
 * The state of admission in a queue, which every answer to a waiting person contains. People keep their places in every
 * state.
 */
public enum Admission {

    /** The queue admits people. */
    OPEN,

    /** An operator has paused admission. */
    PAUSED,

    /**
     * No one is admitted for now: the services behind the gate cannot take more people, or people whose places Redis
     * lost may come back.
     */
    HELD
}
