package io.showgate.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Reads the answer of {@code confirm.lua}: for each user the place, or empty if the user has none. */
    static List<Optional<Placement>> confirmed(ScriptAnswer answer) {
        long epoch = answer.number();
        long nowMillis = answer.number();
        var places = new ArrayList<Optional<Placement>>();
        while (answer.hasNext()) {
            int code = answer.count();
            var session = new ActiveUsers.Session(answer.number(), answer.number(), answer.number());
            places.add(
                    switch (code) {
                        case 0 -> Optional.empty();
                        case 1 -> Optional.of(new Waiting(epoch, session.number()));
                        case 2 -> Optional.of(new Active(epoch, nowMillis, session));
                        default -> throw ScriptAnswer.unknownCode("confirm", code);
                    });
        }
        return places;
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
