package io.showgate.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes the answers of one queue: the token, the estimated wait, the time of the next poll, and the age of the snapshot
 * if it is old. Thread-safe.
 */
final class QueueAnswers {

    /** After this time several ticks were missed. An answer from an older snapshot says how old it is. */
    private static final Duration STALE = Duration.ofSeconds(2);

    private final String queue;
    private final WaitingTokens tokens;
    private final QueueReplica replica;

    QueueAnswers(String queue, WaitingTokens tokens, QueueReplica replica) {
        this.queue = queue;
        this.tokens = tokens;
        this.replica = replica;
    }

    /** The token of a place. The same place always has the same token. */
    String token(long epoch, long number, String user) {
        return tokens.write(new WaitingToken(queue, epoch, number, user));
    }

    /** The answer for a person who waits at this position. */
    QueueAnswer waiting(String token, long position) {
        var now = replica.state();
        long redisMillis = replica.redisMillis();
        var estimate = now.admission() == Admission.OPEN ? now.pace().until(position) : null;
        return new QueueAnswer.Waiting(
                token,
                position,
                estimate,
                now.admission(),
                PollPacing.whileWaiting(estimate, ThreadLocalRandom.current()),
                Instant.ofEpochMilli(redisMillis + now.settings().absenceGrace().toMillis()),
                staleSince(now, redisMillis));
    }

    /** The answer for an active user whose session the replica knows. */
    QueueAnswer active(String token, String user, ActiveUsers.Session session) {
        var now = replica.state();
        long redisMillis = replica.redisMillis();
        var left = Duration.ofMillis(Math.max(0, session.expiryMillis() - redisMillis));
        return new QueueAnswer.Active(
                token,
                user,
                now.admission(),
                PollPacing.whileActive(left, ThreadLocalRandom.current()),
                Instant.ofEpochMilli(session.expiryMillis()),
                staleSince(now, redisMillis));
    }

    /**
     * The answer for a user whom Redis has just confirmed as active. From this answer on, the user passes the gate of
     * this instance. If the replica does not know the session yet, it is refreshed now. Only the admission log changes
     * the replica, so a late answer cannot bring back a user who has left.
     */
    QueueAnswer confirmed(String token, String user, ActiveUsers.Session session, long nowMillis) {
        if (replica.actives().find(user, session.number(), nowMillis) == null) {
            replica.refresh();
        }
        return active(token, user, session);
    }

    /** When the snapshot was taken; null if it is fresh. */
    private static @Nullable Instant staleSince(ReplicaState now, long redisMillis) {
        return now.isLoaded() && now.age(redisMillis).compareTo(STALE) > 0
                ? Instant.ofEpochMilli(now.snapshot().nowMillis())
                : null;
    }
}
