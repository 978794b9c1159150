package io.showgate.traffic;

import java.util.concurrent.Executor;

/**
 * How long requests wait for a thread before anything is done for them. With virtual threads no pool is ever exhausted:
 * where there is more to do than processors can, it is this wait that grows, unseen by everything behind it.
 *
 * <p>What counts is the least wait in about the last half second: a collection of garbage makes some wait, only
 * overload makes all of them (K. Nichols and V. Jacobson, "Controlling Queue Delay", 2012). Thread-safe without a lock;
 * an update that is lost in a race costs some precision and nothing else.
 */
final class DispatchDelay {

    private static final long WINDOW_NANOS = 250_000_000;

    private volatile long began;
    private volatile long leastBefore;
    private volatile long least;

    /** Hands tasks to these threads, and notes how late each begins. */
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

    /** The wait that nobody was spared lately, in ns. */
    long nanos() {
        return Math.min(leastBefore, least);
    }
}
