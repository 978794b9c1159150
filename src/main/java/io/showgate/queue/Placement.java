package io.showgate.queue;

/** The place or the refusal that {@code join.lua} and {@code bypass.lua} answer with. */
sealed interface Placement {

    /** Reads the answer of either script. */
    static Placement of(ScriptAnswer answer) {
        int code = answer.count();
        long number = answer.number();
        long epoch = answer.number();
        long nowMillis = answer.number();
        return switch (code) {
            case 0, 1 -> new Waiting(epoch, number);
            case 2 -> new Active(epoch, nowMillis, new ActiveUsers.Session(number, answer.number(), answer.number()));
            case 3 -> new Draining();
            case 4 -> new Closed();
            case 5 -> new Full();
            default -> throw ScriptAnswer.unknownCode("join or bypass", code);
        };
    }

    /** The user waits at this number, newly or as before. */
    record Waiting(long epoch, long number) implements Placement {}

    /** The user is active, newly or as before. */
    record Active(long epoch, long nowMillis, ActiveUsers.Session session) implements Placement {}

    /** The queue takes no new people. */
    record Draining() implements Placement {}

    /** The queue is not open in this run of Redis, or the reserved numbers are used up. */
    record Closed() implements Placement {}

    /** As many users are active as allowed. Only a bypass gets this answer. */
    record Full() implements Placement {}
}
