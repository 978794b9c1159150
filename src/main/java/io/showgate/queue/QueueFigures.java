package io.showgate.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One queue as its operator sees it, at most one tick old.
 *
 * @param queue its name
 * @param settings the settings in force
 * @param admission whether people are let in
 * @param waiting how many wait
 * @param active how many are inside
 * @param rateNow how many were let in within the last interval
 * @param joined how many numbers were given
 * @param admitted how many were let in, bypasses not counted
 * @param skipped how often somebody was absent when their turn came
 * @param expired how many sessions ran out
 * @param left how many gave up their place or their session
 * @param oldestWaiting how long the next in turn has waited, to a second; zero when nobody waits
 * @param estimatedEnd when the last of those who wait now will be let in; null when nobody waits or nobody is let in
 */
public record QueueFigures(
        String queue,
        QueueSettings settings,
        Admission admission,
        long waiting,
        long active,
        long rateNow,
        long joined,
        long admitted,
        long skipped,
        long expired,
        long left,
        Duration oldestWaiting,
        @Nullable Instant estimatedEnd) {}
