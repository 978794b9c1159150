package io.showgate.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The time until the next poll: a tenth of the expected wait, 2 s at least and 10 s at most, less up to a random fifth,
 * so that people who joined together do not poll together. So it is 1.6 to 2 s near the front and 8 to 10 s far back.
 * It is always longer than the age of an instance's snapshot. That is why a position never rises from one poll to the
 * next, even if another instance answers.
 */
final class PollPacing {

    private static final long SHORTEST = 2_000;
    private static final long LONGEST = 10_000;
    private static final long ACTIVE = 30_000;

    private PollPacing() {}

    static Duration whileWaiting(@Nullable WaitEstimate estimate, RandomGenerator random) {
        long tenth = estimate == null ? LONGEST : estimate.p50().toMillis() / 10;
        return jittered(Math.clamp(tenth, SHORTEST, LONGEST), random);
    }

    /** An active user has nothing to wait for: the next poll only finds out whether the session has ended. */
    static Duration whileActive(Duration left, RandomGenerator random) {
        return jittered(Math.clamp(left.toMillis(), SHORTEST, ACTIVE), random);
    }

    private static Duration jittered(long millis, RandomGenerator random) {
        return Duration.ofMillis(millis - random.nextLong(millis / 5));
    }
}
