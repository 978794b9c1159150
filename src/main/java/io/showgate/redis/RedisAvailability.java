package io.showgate.redis;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether Redis answers for one queue or campaign, as whoever asks it there a few times a second has found out. While
 * it does not, requests that would need it are refused at once instead of waiting for what others wait for in vain: so
 * no threads pile up, and a Redis that comes back is not met by a crowd. Only the one who asks all the time goes on
 * asking, and notices the return. Thread-safe.
 */
public final class RedisAvailability {

    /** One failure alone may be a moment's overload on either side, which requests had better ride out. */
    private static final int ENOUGH = 2;

    private final AtomicInteger failures = new AtomicInteger();

    /** Notes that Redis answered. */
    public void answered() {
        failures.set(0);
    }

    /** Notes that Redis did not answer. */
    public void failed() {
        failures.incrementAndGet();
    }

    /** Whether Redis did not answer the last two times that it was asked. */
    public boolean isAway() {
        return failures.get() >= ENOUGH;
    }

    /**
     * Returns if it makes sense to ask Redis.
     *
     * @throws RedisAwayException if it is away
     */
    public void require() {
        if (isAway()) {
            throw new RedisAwayException("Redis did not answer a moment ago");
        }
    }
}
