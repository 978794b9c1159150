package io.showgate.redis;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers whether Redis answers for one queue or campaign. A poller asks Redis a few times a second and reports each
 * result here. While Redis does not answer, requests that need it are refused at once. So no threads pile up, and a
 * Redis that comes back is not flooded. Only the poller continues to ask, and notices the return. Thread-safe.
 */
public final class RedisAvailability {

    /** A single failure may be a short overload on either side, for which requests should wait. */
    private static final int FAILURES_UNTIL_AWAY = 2;

    private final AtomicInteger failures = new AtomicInteger();

    /** Notes that Redis answered. */
    public void answered() {
        failures.set(0);
    }

    /** Notes that Redis did not answer. */
    public void failed() {
        failures.incrementAndGet();
    }

    /** True if Redis did not answer the last two calls of the poller. */
    public boolean isAway() {
        return failures.get() >= FAILURES_UNTIL_AWAY;
    }

    /**
     * Returns normally if Redis can be asked.
     *
     * @throws RedisAwayException if Redis is away
     */
    public void require() {
        if (isAway()) {
            throw new RedisAwayException("Redis did not answer a moment ago");
        }
    }
}
