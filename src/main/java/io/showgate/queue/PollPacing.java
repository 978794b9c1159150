package io.showgate.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to ask again: a tenth of the expected wait, 2 s at least and 10 s at most, less a random fifth, so that those
 * who joined together do not poll together. Hence 1.6 to 2 s near the front and 8 to 10 s far back, always longer than
 * an instance's picture is old, which is why a position never rises from one poll to the next even if another instance
 * answers.
 */
final class PollPacing {

    private static final long SHORTEST = 2_000;
    private static final long LONGEST = 10_000;
    private static final long INSIDE = 30_000;

    private PollPacing() {}

    static Duration whileWaiting(@Nullable WaitEstimate estimate, RandomGenerator random) {
        long tenth = estimate == null ? LONGEST : estimate.p50().toMillis() / 10;
        return jittered(Math.clamp(tenth, SHORTEST, LONGEST), random);
    }

    /** Inside there is nothing to wait for: the next poll is for the end of the session. */
    static Duration whileActive(Duration left, RandomGenerator random) {
        return jittered(Math.clamp(left.toMillis(), SHORTEST, INSIDE), random);
    }

    private static Duration jittered(long millis, RandomGenerator random) {
        return Duration.ofMillis(millis - random.nextLong(millis / 5));
    }
}
