package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The time until the next poll. */
class PollPacingTests {

    private final Random random = new Random(1);

    @Test
    void nearTheFrontItIsAboutTwoSecondsAndFarBackAboutTen() {
        assertThat(many(() -> PollPacing.whileWaiting(estimate(5), random)))
                .allMatch(isBetween(1_600, 2_000))
                .doesNotHaveDuplicates();
        assertThat(many(() -> PollPacing.whileWaiting(estimate(3_600), random))).allMatch(isBetween(8_000, 10_000));
        assertThat(many(() -> PollPacing.whileWaiting(estimate(60), random))).allMatch(isBetween(4_800, 6_000));
    }

    @Test
    void withoutAdmissionsPollsAreSlow() {
        assertThat(many(() -> PollPacing.whileWaiting(null, random))).allMatch(isBetween(8_000, 10_000));
    }

    @Test
    void anActiveUserPollsBeforeTheSessionEnds() {
        assertThat(many(() -> PollPacing.whileActive(Duration.ofSeconds(12), random)))
                .allMatch(isBetween(9_600, 12_000));
        assertThat(many(() -> PollPacing.whileActive(Duration.ofMinutes(9), random)))
                .allMatch(isBetween(24_000, 30_000));
    }

    private static Stream<Duration> many(Supplier<Duration> pacing) {
        return Stream.generate(pacing).limit(20);
    }

    private static WaitEstimate estimate(long seconds) {
        return new WaitEstimate(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private static java.util.function.Predicate<Duration> isBetween(long least, long most) {
        return wait -> wait.toMillis() >= least && wait.toMillis() <= most;
    }
}
