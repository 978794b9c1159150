package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.showgate.queue.AdmissionPressure.Allowance;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share follows the load, and settles however slowly the load follows the share. */
class AdmissionControlTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AdmissionControl control =
            new AdmissionControl(new AdmissionProperties.Control(0.8, Duration.ofMillis(500), 0.75, 0.05));

    /** A second with this usage of the connections. The acceptable usage is 0.8. */
    private Allowance used(double usage) {
        return control.step(usage / 0.8, SECOND);
    }

    private Allowance after(int steps, double usage) {
        var last = used(usage);
        for (int i = 1; i < steps; i++) {
            last = used(usage);
        }
        return last;
    }

    @Test
    void withoutLoadTheCeilingIsAdmitted() {
        assertThat(after(10, 0.3)).isEqualTo(Allowance.CEILING);
    }

    @Test
    void loadAboveTheLimitLowersTheShareInProportion() {
        assertThat(used(1).share()).isEqualTo(0.8);
        assertThat(used(1).share()).isEqualTo(0.64, offset(1e-9));
        assertThat(after(20, 1).share()).isLessThan(0.02);
    }

    @Test
    void betweenEaseAndTheLimitTheShareStays() {
        used(1);

        assertThat(after(100, 0.7).share()).isEqualTo(0.8);
    }

    @Test
    void aSecondTakesAtMostHalfOfTheShare() {
        assertThat(control.step(2, SECOND).share()).isEqualTo(0.5);
        assertThat(control.step(120, SECOND).share()).isEqualTo(0.25);
    }

    @Test
    void afterLoadTheShareRisesInEqualSteps() {
        after(60, 1);

        double before = used(0.2).share();
        assertThat(used(0.2).share() - before).isEqualTo(0.05, offset(1e-9));
        assertThat(after(20, 0.2)).isEqualTo(Allowance.CEILING);
    }

    @Test
    void whileSomethingIsBrokenNoOneIsAdmittedAndThenTheShareRisesFromZero() {
        assertThat(control.hold()).isEqualTo(new Allowance(0, true));
        assertThat(control.hold().held()).isTrue();

        var first = used(0);
        assertThat(first.held()).isFalse();
        assertThat(first.share()).isEqualTo(0.05);
        assertThat(after(10, 0).share()).isEqualTo(0.55, offset(1e-9));
        assertThat(after(10, 0)).isEqualTo(Allowance.CEILING);
    }

    @Test
    void afterALongPauseOfTheProcessTheShareDoesNotJump() {
        control.hold();

        var resumed = control.step(0, Duration.ofMinutes(5));

        assertThat(resumed.share()).isEqualTo(0.05);
    }

    @Test
    void tenShortStepsEqualOneLongStep() {
        for (int i = 0; i < 10; i++) {
            control.step(1 / 0.8, SECOND.dividedBy(10));
        }

        assertThat(used(0.7).share()).isEqualTo(0.8, offset(1e-9));
    }

    /**
     * The usage follows the rate with some delay, from none to the length of a session. The ceiling needs more
     * connections than are acceptable, the floor fewer.
     */
    @ParameterizedTest
    @CsvSource({"0, 1.0", "1, 1.0", "5, 1.3", "30, 1.0", "30, 1.3", "120, 1.3", "600, 1.3"})
    void theShareSettles(int inertiaSeconds, double usageAtCeiling) {
        var shares = new DoubleSummaryStatistics();
        var usages = new DoubleSummaryStatistics();

        run(inertiaSeconds, usageAtCeiling, 0, shares, usages);

        assertThat(shares.getMax() - shares.getMin()).isLessThan(0.01);
        assertThat(usages.getMin()).isGreaterThan(0.6);
        assertThat(usages.getMax()).isLessThan(0.85);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.0", "5, 1.3", "30, 1.0", "120, 1.3"})
    void noiseDoesNotMakeItOscillate(int inertiaSeconds, double usageAtCeiling) {
        var shares = new DoubleSummaryStatistics();
        var usages = new DoubleSummaryStatistics();

        run(inertiaSeconds, usageAtCeiling, 0.05, shares, usages);

        assertThat(shares.getMax() - shares.getMin()).isLessThan(0.15);
        assertThat(usages.getMin()).isGreaterThan(0.6);
        assertThat(usages.getMax()).isLessThan(0.8);
    }

    /** Runs for an hour and measures the second half. The rate at the floor is half of the rate at the ceiling. */
    private void run(
            int inertiaSeconds,
            double usageAtCeiling,
            double noise,
            DoubleSummaryStatistics shares,
            DoubleSummaryStatistics usages) {
        var random = new Random(1);
        double follows = inertiaSeconds == 0 ? 1 : 1 - Math.exp(-1.0 / inertiaSeconds);
        double share = 1;
        double usage = 0;
        for (int second = 0; second < 3_600; second++) {
            usage += (usageAtCeiling * (0.5 + 0.5 * share) - usage) * follows;
            share = used(Math.clamp(usage * (1 + noise * random.nextGaussian()), 0, 1))
                    .share();
            if (second >= 1_800) {
                shares.accept(share);
                usages.accept(usage);
            }
        }
    }
}
