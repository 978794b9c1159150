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
 * <p>Sources are kept in {@link SourceSlots}, so that the memory is bounded for any number of them. Sources in the same
 * slot share its rate. Thread-safe, without a lock and without allocation.
 */
final class RateLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SourceSlots slots;
    private final AtomicLongArray due;
    private final long intervalNanos;
    private final long toleranceNanos;

    /**
     * A limit without any request yet.
     *
     * @param slotBits the number of slots is 2 to the power of this; each has 8 bytes
     * @param rate requests a second in the long run
     * @param burst requests at once
     * @param random gives the key of the hash
     */
    RateLimit(int slotBits, int rate, int burst, RandomGenerator random) {
        slots = new SourceSlots(slotBits, random);
        due = new AtomicLongArray(slots.count());
        intervalNanos = SECOND / rate;
        toleranceNanos = intervalNanos * (burst - 1);
    }

    /**
     * Accepts a request if it conforms.
     *
     * @param nanos the time since a fixed origin, at least 0
     * @return 0 if it conforms, otherwise the ns until it would
     */
    long take(String source, long nanos) {
        return take(slots.of(source), nanos);
    }

    /** The same for a source that is named by a number. */
    long take(long source, long nanos) {
        return take(slots.of(source), nanos);
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
}
