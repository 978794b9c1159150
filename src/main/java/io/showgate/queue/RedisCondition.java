package io.showgate.queue;

import io.showgate.redis.RedisAvailability;

/**
 * The condition of Redis for one queue, as the ticks find it: whether it answers, whether it may drop people, and
 * whether its memory is full. A request that needs Redis checks this first, so that it does not wait for a Redis that
 * cannot serve it. Thread-safe.
 */
final class RedisCondition {

    private final EvictionCheck eviction;
    private final RedisAvailability watch = new RedisAvailability();
    private volatile boolean full;

    RedisCondition(EvictionCheck eviction) {
        this.eviction = eviction;
    }

    /**
     * Returns normally if a request may use Redis for this queue.
     *
     * @throws io.showgate.redis.RedisAwayException if Redis does not answer or may drop people who wait
     */
    void require() {
        eviction.require();
        watch.require();
    }

    /** Checks that Redis keeps everyone in the queue, and knows how much memory it uses. */
    EvictionCheck eviction() {
        return eviction;
    }

    void answered() {
        watch.answered();
    }

    void failed() {
        watch.failed();
    }

    /** True if Redis did not answer the last ticks. */
    boolean isAway() {
        return watch.isAway();
    }

    void noteFull(boolean isFull) {
        full = isFull;
    }

    /** True if the last tick found no memory in Redis for new people. */
    boolean isFull() {
        return full;
    }
}
