package io.showgate.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * How often each of very many sources may do something: the generic cell rate algorithm in its virtual scheduling form
 * (ITU-T Recommendation I.371, annex A). A source is one number, the time at which its next request would be due if all
 * came evenly; a request that is early by no more than the tolerance conforms, and moves that time on by an interval.
 *
 * <p>There is a fixed number of slots, and a source is where its hash says, so that the memory is bounded whoever asks.
 * Sources that share a slot share its rate; whom one shares it with cannot be chosen, because the hash is keyed anew at
 * each start. Thread-safe, without a lock and without allocation.
 */
final class RateLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Odd, so that multiplying by it loses nothing: the golden ratio as a fraction of 2^64. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray due;
    private final long intervalNanos;
    private final long toleranceNanos;
    private final long key;

    /**
     * A limit that nobody has used yet.
     *
     * @param slotBits there are 2 to the power of it slots of 8 bytes
     * @param rate requests a second in the long run
     * @param burst requests at once
     * @param random what the hash is keyed with
     */
    RateLimit(int slotBits, int rate, int burst, RandomGenerator random) {
        due = new AtomicLongArray(1 << slotBits);
        intervalNanos = SECOND / rate;
        toleranceNanos = intervalNanos * (burst - 1);
        key = random.nextLong() | 1;
    }

    /**
     * Counts a request if it conforms.
     *
     * @param nanos the time since an origin that stays the same, from 0 on
     * @return 0 if it conforms, otherwise in how many ns it would
     */
    long take(String source, long nanos) {
        int slot = slot(source);
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
        return (int) ((hash * SPREAD) >>> 40) & (due.length() - 1);
    }
}
