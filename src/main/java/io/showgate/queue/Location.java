package io.showgate.queue;

/** The place of the holder of a number, as {@code locate.lua} finds it. */
sealed interface Location {

    /** Reads the answer of the script. */
    static Location of(ScriptAnswer answer) {
        int code = answer.count();
        long number = answer.number();
        long position = answer.number();
        long nowMillis = answer.number();
        return switch (code) {
            case 1 -> new Waiting(number, position);
            case 2 -> new Active(nowMillis, new ActiveUsers.Session(number, answer.number(), answer.number()));
            case 4 -> new Closed();
            case 6 -> new Gone();
            default -> throw ScriptAnswer.unknownCode("locate", code);
        };
    }

    /** The holder waits. The number differs from the one asked for if it was redirected after a loss. */
    record Waiting(long number, long position) implements Location {}

    /** The holder is active. The number of the session may be a redirected one too. */
    record Active(long nowMillis, ActiveUsers.Session session) implements Location {}

    /** Redis does not know the holder, and the queue is not open in this run of Redis, which may be behind. */
    record Closed() implements Location {}

    /** The place was given up, or the session is over. */
    record Gone() implements Location {}
}
