package io.showgate.queue;

import io.showgate.web.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The waiting room for people and for the gate. Joining and leaving take one round trip to Redis. A poll takes none,
 * unless the person's turn has come and they are not active. Thread-safe; throws
 * {@link org.redisson.client.RedisException} when Redis is needed and does not answer in time.
 */
@Component
public class WaitingQueue {

    private final Queues queues;
    private final QueueMetrics metrics;

    WaitingQueue(Queues queues, QueueMetrics metrics) {
        this.queues = queues;
        this.metrics = metrics;
    }

    /** Gives the user a place at the end, or finds the one that they have: joining again changes nothing. */
    public QueueAnswer join(String queue, UserId user) {
        var known = queues.named(queue);
        return known == null
                ? new QueueAnswer.UnknownQueue()
                : metrics.of(known).joined(known.places().join(user));
    }

    /** Finds the place of a user who joins too often; null if they have none. It costs less than joining. */
    public @Nullable QueueAnswer rejoin(String queue, UserId user) {
        var known = queues.named(queue);
        if (known == null) {
            return new QueueAnswer.UnknownQueue();
        }
        var place = known.places().rejoin(user);
        return place == null ? null : metrics.of(known).joined(place);
    }

    /**
     * Finds the place of a token, and notes that its holder was seen. The answer holds the token with the signature of
     * the current secret.
     *
     * @param caller the user who sends the token, or null if the request names none
     */
    public QueueAnswer locate(@Nullable String token, @Nullable UserId caller) {
        if (token == null || token.isEmpty()) {
            return metrics.refused(new QueueAnswer.NoToken());
        }
        var read = queues.read(token);
        if (read == null) {
            return metrics.refused(new QueueAnswer.Forged());
        }
        if (!read.mayBeUsedBy(caller)) {
            return metrics.refused(new QueueAnswer.NotYours());
        }
        var queue = queues.of(read);
        return metrics.of(queue).polled(queue.lookup().locate(read, queues.renewed(token)));
    }

    /**
     * Tells whether the holder of a token may pass the gate of a queue: only {@link QueueAnswer.Active} may. Passing
     * counts as use of the session. A refused person who waits counts as seen.
     *
     * @param caller the user who sends the token, or null if the request names none
     */
    public QueueAnswer enter(String queue, @Nullable String token, @Nullable UserId caller) {
        if (!isKnown(queue)) {
            return new QueueAnswer.UnknownQueue();
        }
        if (token == null || token.isEmpty()) {
            return new QueueAnswer.NoToken();
        }
        var read = queues.read(token);
        if (read == null || !read.queue().equals(queue)) {
            return new QueueAnswer.Forged();
        }
        return read.mayBeUsedBy(caller) ? queues.of(read).lookup().enter(read, token) : new QueueAnswer.NotYours();
    }

    /**
     * Gives up the place or the session of a token. Returns null when that is done, also if there was nothing left to
     * give up.
     *
     * @param caller the user who sends the token, or null if the request names none
     */
    public QueueAnswer.@Nullable Refused leave(@Nullable String token, @Nullable UserId caller) {
        if (token == null || token.isEmpty()) {
            return new QueueAnswer.NoToken();
        }
        var read = queues.read(token);
        if (read == null) {
            return new QueueAnswer.Forged();
        }
        if (!read.mayBeUsedBy(caller)) {
            return new QueueAnswer.NotYours();
        }
        var queue = queues.of(read);
        var outcome = queue.places().leave(read);
        metrics.of(queue).left(outcome);
        return outcome == Departure.Outcome.CLOSED ? new QueueAnswer.Closed() : null;
    }

    /** True if there is a queue of this name. */
    public boolean isKnown(String queue) {
        return queues.named(queue) != null;
    }
}
