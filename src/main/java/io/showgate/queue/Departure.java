package io.showgate.queue;

/**
 * The result of {@code leave.lua}.
 *
 * @param outcome the outcome for the place or session
 * @param number the number of that place or session; it differs from the given number if that was redirected after a
 *     loss
 */
record Departure(Outcome outcome, long number) {

    /** The outcome of a place or a session that its holder gives up. */
    enum Outcome {

        /** It was given up. */
        LEFT,

        /** There was nothing to give up. */
        NOTHING,

        /** The queue is not open in this run of Redis, which may be behind; nothing was given up. */
        CLOSED
    }

    /** Reads the answer of the script. */
    static Departure of(ScriptAnswer answer) {
        int code = answer.count();
        var outcome = switch (code) {
            case 0 -> Outcome.NOTHING;
            case 1, 2 -> Outcome.LEFT;
            case 4 -> Outcome.CLOSED;
            default -> throw ScriptAnswer.unknownCode("leave", code);
        };
        return new Departure(outcome, answer.number());
    }
}
