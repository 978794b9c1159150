package io.showgate.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * Limits how often each of very many sources may do something: the generic cell rate algorithm in its virtual
 * scheduling form (ITU-T Recommendation I.371, annex A). For each source it keeps one number: the time at which the
 * next request is due if requests come evenly. A request conforms if it is early by at most the tolerance. A request
 * that conforms moves the due time forward by an interval.
 *
 * <p>The number of slots is fixed, and a hash selects the slot of a source, so that the memory is bounded for any
 * number of sources. Sources in the same slot share its rate. A source cannot choose its slot, because every start has
 * a new hash key. Thread-safe, without a lock and without allocation.
 */
final class RateLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The golden ratio as a fraction of 2^64. It is odd, so that a multiplication loses no bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray due;
    private final long intervalNanos;
    private final long toleranceNanos;
    private final long key;

    /**
     * A limit without any request yet.
     *
     * @param slotBits the number of slots is 2 to the power of this; each has 8 bytes
     * @param rate requests a second in the long run
     * @param burst requests at once
     * @param random gives the key of the hash
     */
    RateLimit(int slotBits, int rate, int burst, RandomGenerator random) {
        due = new AtomicLongArray(1 << slotBits);
        intervalNanos = SECOND / rate;
        toleranceNanos = intervalNanos * (burst - 1);
        key = random.nextLong() | 1;
    }

    /**
     * Accepts a request if it conforms.
     *
     * @param nanos the time since a fixed origin, at least 0
     * @return 0 if it conforms, otherwise the ns until it would
     */
    long take(String source, long nanos) {
        return take(slot(source), nanos);
    }

    /** The same for a source that is named by a number. */
    long take(long source, long nanos) {
        return take(slot(source), nanos);
    }

    private long take(int slot, long nanos) {
        while (true) {
            long expected = due.get(slot);
            long early = expected - toleranceNanos - nanos;
            if (early > 0) {
                return early;
            }
            if (due.compareAndSet(slot, expected, Math.max(expected, nanos) + intervalNanos)) {
                return 0;
            }
        }
    }

    private int slot(String source) {
        long hash = key;
        for (int i = 0; i < source.length(); i++) {
            hash = (hash ^ source.charAt(i)) * key;
            hash ^= hash >>> 29;
        }
        return spread(hash);
    }

    private int slot(long source) {
        long hash = (source ^ key) * key;
        hash = (hash ^ (hash >>> 32)) * key;
        return spread(hash ^ (hash >>> 29));
    }

    private int spread(long hash) {
        return (int) ((hash * SPREAD) >>> 40) & (due.length() - 1);
    }
}
