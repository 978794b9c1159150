package io.showgate.queue;

import io.showgate.queue.QueueScripts.Leaving;
import io.showgate.web.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The waiting room as people and the gate use it. Joining and leaving are one Redis round trip; asking costs none
 * unless the person's turn has come and they are not inside. Thread-safe; throws
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

    /** Takes a place at the end, or finds the one that this user has: joining again changes nothing. */
    public QueueAnswer join(String queue, UserId user) {
        var view = queues.named(queue);
        return view == null ? new QueueAnswer.UnknownQueue() : metrics.of(view).joined(view.join(user));
    }

    /** Where the holder of a token is; asking counts as being seen. */
    public QueueAnswer locate(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return metrics.refused(new QueueAnswer.NoToken());
        }
        var read = queues.read(token);
        if (read == null) {
            return metrics.refused(new QueueAnswer.Forged());
        }
        var view = view(read);
        return metrics.of(view).polled(view.locate(read, token));
    }

    /**
     * Whether the holder of a token may pass the gate of a queue: only {@link QueueAnswer.Active} may. Passing counts
     * as using the session, standing before it as being seen.
     */
    public QueueAnswer enter(String queue, @Nullable String token) {
        if (!isKnown(queue)) {
            return new QueueAnswer.UnknownQueue();
        }
        if (token == null || token.isEmpty()) {
            return new QueueAnswer.NoToken();
        }
        var read = queues.read(token);
        return read == null || !read.queue().equals(queue)
                ? new QueueAnswer.Forged()
                : view(read).enter(read, token);
    }

    /**
     * Gives up the place or the session that a token stands for; null when done, also when there was nothing left to
     * give up.
     */
    public QueueAnswer.@Nullable Refused leave(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return new QueueAnswer.NoToken();
        }
        var read = queues.read(token);
        if (read == null) {
            return new QueueAnswer.Forged();
        }
        var view = view(read);
        var leaving = view.leave(read);
        metrics.of(view).left(leaving);
        return leaving == Leaving.CLOSED ? new QueueAnswer.Closed() : null;
    }

    /** Whether there is a queue of this name. */
    public boolean isKnown(String queue) {
        return queues.named(queue) != null;
    }

    private QueueView view(WaitingToken token) {
        var view = queues.named(token.queue());
        if (view == null) {
            throw new IllegalStateException("a token was read for a queue that is not there");
        }
        return view;
    }
}
