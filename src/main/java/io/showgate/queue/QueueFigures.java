package io.showgate.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One queue as its operator sees it, at most one tick old.
 *
 * @param queue its name
 * @param settings the settings in force
 * @param admission whether people are admitted
 * @param waiting how many people wait
 * @param active how many users are active
 * @param rateNow how many people were admitted within the last interval
 * @param joined how many people joined
 * @param admitted how many people were admitted, without bypasses
 * @param skipped how often a person was absent at their turn
 * @param expired how many sessions expired
 * @param left how many people gave up their place or their session
 * @param oldestWaiting how long the next in turn has waited, to a second; zero if no one waits
 * @param estimatedEnd when the last of the people who wait now will be admitted; null if no one waits or no one is
 *     admitted
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
        @Nullable Instant estimatedEnd) {

    static QueueFigures of(String queue, ReplicaState now) {
        var snapshot = now.snapshot();
        var state = snapshot.state();
        return new QueueFigures(
                queue,
                now.settings(),
                now.admission(),
                snapshot.waiting(),
                snapshot.active(),
                state.admittedInWindow(),
                snapshot.joined(),
                state.admitted(),
                state.skipped(),
                state.expired(),
                state.left(),
                snapshot.oldestWait(),
                estimatedEnd(now));
    }

    private static @Nullable Instant estimatedEnd(ReplicaState now) {
        var snapshot = now.snapshot();
        boolean isMoving = snapshot.waiting() > 0 && now.admission() == Admission.OPEN;
        var estimate = isMoving ? now.pace().until(snapshot.waiting()) : null;
        return estimate == null
                ? null
                : Instant.ofEpochMilli(snapshot.nowMillis()).plus(estimate.p50());
    }
}
