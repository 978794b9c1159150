package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When people are served well, and which resource limits the capacity. */
class TrialTests {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static Trial trial(double p90, double p95, double failed, double checks, double dropped) {
        return new Trial(
                100, 1_000, 100, new Trial.Millis(1, p90, p95, p95), failed, checks, dropped, 0, Trials.idle());
    }

    @ParameterizedTest
    @CsvSource({
        "900,  999,  0,     1,    0,    true,  true",
        "900,  1000, 0,     1,    0,    false, true",
        "1000, 999,  0,     1,    0,    false, true",
        "1,    1,    0.01,  1,    0,    false, false",
        "1,    1,    0.009, 0.991, 0,   true,  true",
        "1,    1,    0,     0.99, 0,    false, true",
        "1,    1,    0,     1,    0.01, false, false"
    })
    void servedWellAndSurvivedHaveTheirLimits(
            double p90, double p95, double failed, double checks, double dropped, boolean well, boolean survived) {
        var trial = trial(p90, p95, failed, checks, dropped);

        assertThat(trial.isServedWell(LIMIT)).isEqualTo(well);
        assertThat(trial.isSurvived()).isEqualTo(survived);
    }

    @Test
    void missedConditionsAreNamed() {
        assertThat(trial(990, 1_008, 0, 1, 0).missedOfServedWell(LIMIT)).isEqualTo("p95 1.008 s");
        assertThat(trial(990, 1_008, 0, 1, 0).missedOfSurvived()).isEmpty();
        assertThat(trial(1, 1, 0.02, 0.5, 0.03).missedOfServedWell(LIMIT))
                .isEqualTo("2.00 % failed, 3.00 % did not come, only 50.00 % correct");
    }

    @Test
    void theShareOfRefusedRequestsIsNamed() {
        var refused = new Trial(1, 1_000, 100, new Trial.Millis(1, 1, 1, 1), 0.08, 1, 0, 60, Trials.idle());

        assertThat(refused.missedOfSurvived()).isEqualTo("8.00 % failed, 6.00 % answered 429 or 503");
    }

    @Test
    void aLoadWithoutRequestsWasNotSurvived() {
        var nothing = new Trial(1, 0, 0, new Trial.Millis(0, 0, 0, 0), 0, 0, 0, 0, Trials.idle());

        assertThat(nothing.isSurvived()).isFalse();
    }

    /** The columns are the parameters of the test; the refusals are those of 1,000 requests. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 1, 0.9, 0.99, 0.1, 0.1, 0, 0,   PROCESSOR",
        "0.80, 1, 1.1, 0.99, 0.1, 0.1, 0, 500, GENERATOR",
        "0.80, 1, 0.3, 0.90, 0.1, 0.1, 0, 500, LIMITS",
        "0.50, 1, 0.3, 0.50, 0.95, 0.1, 0, 0,  REDIS",
        "0.50, 1, 0.3, 0.50, 0.1, 0.1, 4, 500, POOL",
        "0.95, 1, 0.3, 0.50, 0.1, 0.9, 0, 0,   PORTS",
        "0.50, 1, 0.3, 0.50, 0.1, 0.1, 0, 10,  NONE"
    })
    void theResourceThatIsUsedUpIsNamed(
            double application,
            double cores,
            double generator,
            double machine,
            double redis,
            double ports,
            int waiting,
            long refusals,
            Saturation expected) {
        var usage = new Usage(application, cores, generator, machine, 2, redis, 0.1, ports, 3, 10, waiting, 200);

        assertThat(Trials.with(usage, refusals).saturation()).isEqualTo(expected);
    }

    /** Redis and the database use 0.2 cores. If their use is unknown, the use by other work is unknown too. */
    @ParameterizedTest
    @CsvSource({"0.3, 0.7, 0.1, OTHER_WORK", "0.5, 1.2, 0.1, GENERATOR", "0.3, 0.7, 0, GENERATOR"})
    void otherWorkIsToldFromTheLoadGenerator(double application, double generator, double redis, Saturation expected) {
        var usage = new Usage(application, 1, generator, 1, 2, redis, 0.1, 0.1, 3, 10, 0, 200);

        assertThat(Trials.with(usage, 0).saturation()).isEqualTo(expected);
        assertThat(expected.isOutsideShowgate()).isTrue();
    }

    @Test
    void missingVirtualUsersAreALimitOfTheLoadGenerator() {
        assertThat(trial(1, 1, 0, 1, 0.02).saturation()).isEqualTo(Saturation.VIRTUAL_USERS);
        assertThat(Saturation.VIRTUAL_USERS.isOutsideShowgate()).isTrue();
    }

    @Test
    void wrongAnswersWithoutABusyResourceAreNamed() {
        assertThat(trial(1, 1, 0, 0.9, 0).saturation()).isEqualTo(Saturation.WAITING);
        assertThat(Saturation.WAITING.isOutsideShowgate()).isFalse();
    }

    @Test
    void theBeginningAndTheEndOfATrialDoNotCountInItsUsage() {
        var idle = new Usage(0, 1, 0, 0, 2, 0, 0, 0.5, 0, 10, 0, 300);
        var busy = new Usage(0.9, 1, 0.8, 0.9, 2, 0.3, 0.2, 0.1, 7, 10, 2, 100);

        var usage = Usage.of(List.of(idle, busy, busy, idle));

        assertThat(usage).isEqualTo(new Usage(0.9, 1, 0.8, 0.9, 2, 0.3, 0.2, 0.5, 7, 10, 2, 300));
    }
}
