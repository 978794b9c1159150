package io.showgate.invariants;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** The promises that a queue in Redis keeps after every script. */
final class QueueInvariants {

    /** No setting allows a longer session. */
    private static final Duration LONGEST_SESSION = Duration.ofDays(1);

    private final QueueContents queue;
    private final List<String> broken = new ArrayList<>();

    private QueueInvariants(QueueContents queue) {
        this.queue = queue;
    }

    /** Each invariant that does not hold, in words; empty if all hold. */
    static List<String> broken(QueueContents queue) {
        var invariants = new QueueInvariants(queue);
        invariants.numbersAreUnique();
        invariants.eachUserIsInOnePlace();
        invariants.everyWaitingUserWasSeen();
        invariants.everySessionHasAnEnd();
        return invariants.broken;
    }

    private void numbersAreUnique() {
        var users = new HashMap<Long, String>();
        queue.waiting().forEach((user, number) -> number(users, user, number));
        queue.absent().forEach((user, number) -> number(users, user, number));
        queue.sessions().forEach((user, session) -> number(users, user, part(session, 0)));
    }

    private void number(Map<Long, String> users, String user, long number) {
        var other = users.put(number, user);
        require(
                other == null || other.equals(user),
                () -> "%s and %s have the number %d".formatted(other, user, number));
        require(
                number >= 1 && number <= queue.sequence(),
                () -> "%s has the number %d, and the last one given is %d".formatted(user, number, queue.sequence()));
    }

    /** A user whose session is over may have joined again before the next tick removes the session. */
    private void eachUserIsInOnePlace() {
        queue.waiting().keySet().forEach(user -> {
            require(!queue.absent().containsKey(user), () -> "%s is in waiting and absent".formatted(user));
            require(
                    endOfSession(user) <= queue.seen().getOrDefault(user, Long.MAX_VALUE),
                    () -> "%s is in waiting and active".formatted(user));
        });
        queue.absent()
                .keySet()
                .forEach(user -> require(
                        endOfSession(user) <= field("tick"), () -> "%s is in absent and active".formatted(user)));
    }

    private long endOfSession(String user) {
        return queue.active().getOrDefault(user, 0L);
    }

    private void everyWaitingUserWasSeen() {
        require(
                queue.seen().keySet().equals(queue.waiting().keySet()),
                () -> "waiting has %s, and seen has %s"
                        .formatted(queue.waiting().keySet(), queue.seen().keySet()));
    }

    private void everySessionHasAnEnd() {
        require(
                queue.active().keySet().equals(queue.sessions().keySet()),
                () -> "active has %s, and sessions has %s"
                        .formatted(queue.active().keySet(), queue.sessions().keySet()));
        long latest = lastKnownTime() + LONGEST_SESSION.toMillis();
        queue.active().forEach((user, end) -> {
            long deadline = part(queue.sessions().getOrDefault(user, "0:" + Long.MAX_VALUE), 1);
            require(
                    end <= deadline,
                    () -> "the session of %s ends at %d, after its deadline %d".formatted(user, end, deadline));
            require(
                    end <= latest,
                    () -> "the session of %s ends at %d, later than any session can".formatted(user, end));
        });
    }

    /** The latest of the times that the queue has noted, by its own clock. */
    private long lastKnownTime() {
        long lastSeen =
                queue.seen().isEmpty() ? 0 : Collections.max(queue.seen().values());
        long opened = part(queue.state().getOrDefault("opened", ":0"), 1);
        return LongStream.of(field("tick"), lastSeen, opened).max().getAsLong();
    }

    private long field(String name) {
        return Long.parseLong(queue.state().getOrDefault(name, "0"));
    }

    private static long part(String pair, int index) {
        return Long.parseLong(pair.split(":", -1)[index]);
    }

    private void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            broken.add(otherwise.get());
        }
    }
}
