package io.showgate.traffic;

import java.util.concurrent.Executor;

/**
 * The time that requests wait for a thread before any work begins. With virtual threads no pool is ever exhausted. When
 * the processors have too much work, this wait grows, and no code behind it sees that.
 *
 * <p>The measure is the shortest wait in about the last half second. A garbage collection makes some requests wait, and
 * only overload makes all of them wait (K. Nichols and V. Jacobson, "Controlling Queue Delay", 2012). Thread-safe
 * without a lock; an update that is lost in a race only costs some precision.
 */
final class DispatchDelay {

    private static final long WINDOW_NANOS = 250_000_000;

    private volatile long began;
    private volatile long leastBefore;
    private volatile long least;

    /** Runs tasks on these threads, and notes how late each begins. */
    Executor measured(Executor threads) {
        return task -> {
            long submitted = System.nanoTime();
            threads.execute(() -> {
                note(submitted, System.nanoTime());
                task.run();
            });
        };
    }

    void note(long submittedNanos, long startedNanos) {
        long delay = startedNanos - submittedNanos;
        if (startedNanos - began >= WINDOW_NANOS) {
            began = startedNanos;
            leastBefore = least;
            least = delay;
        } else if (delay < least) {
            least = delay;
        }
    }

    /** The shortest wait of the last half second, in ns. */
    long nanos() {
        return Math.min(leastBefore, least);
    }
}
