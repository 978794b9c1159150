package io.showgate.queue;

/** The result of {@code open.lua}. */
enum Opening {

    /** Redis was restarted or replaced since the caller read its state. */
    ANOTHER_RUN,

    /** The queue was open already. */
    WAS_OPEN,

    /** The queue is open now, and no loss is known. */
    OPENED,

    /** The queue is open now, and Redis has lost data. */
    LOST;

    /** Reads the answer of the script. */
    static Opening of(ScriptAnswer answer) {
        int code = answer.count();
        return switch (code) {
            case 0 -> ANOTHER_RUN;
            case 1 -> WAS_OPEN;
            case 2 -> OPENED;
            case 3 -> LOST;
            default -> throw ScriptAnswer.unknownCode("open", code);
        };
    }
}
