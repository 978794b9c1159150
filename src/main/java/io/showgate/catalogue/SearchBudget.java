package io.showgate.catalogue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time of the database that searches may use. On average it is a part of one connection's time. Searches may save
 * up some of it and use it at once. A search pays its time after it has run, so a single one may exceed the budget; the
 * next ones wait until that is paid off. It is the generic cell rate algorithm (ITU-T I.371) with times as costs.
 * Thread-safe.
 */
final class SearchBudget {

    private final double share;
    private final long burstNanos;
    private final LongSupplier nanoTime;

    /** The time at which everything that was used is paid off. */
    private final AtomicLong paidAt;

    /**
     * A budget of which nothing is used.
     *
     * @param share the part of the time that searches may use on average, above 0
     * @param burstNanos the time that they may use at once
     */
    SearchBudget(double share, long burstNanos, LongSupplier nanoTime) {
        this.share = share;
        this.burstNanos = burstNanos;
        this.nanoTime = nanoTime;
        paidAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** How long the next search must wait, in ns; 0 or less if it may run now. */
    long nanosToWait() {
        return paidAt.get() - nanoTime.getAsLong() - (long) (burstNanos / share);
    }

    /** Pays the time that a search took. */
    void pay(long tookNanos) {
        long now = nanoTime.getAsLong();
        long cost = (long) (tookNanos / share);
        paidAt.updateAndGet(paid -> (paid - now > 0 ? paid : now) + cost);
    }
}
