package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Estimates, compared with known paces and with simulated waits. */
class AdmissionHistoryTests {

    private static final QueueSettings SETTINGS = QueueSettings.defaults();

    private final AdmissionHistory history = new AdmissionHistory();
    private QueueSettings settings = SETTINGS;
    private long now = 1_800_000_000_000L;
    private long admitted;

    private void pass(Duration time, double perSecond, long waiting) {
        double exact = admitted;
        for (long i = 0; i < time.toSeconds(); i++) {
            now += 1_000;
            exact += perSecond;
            admitted = Math.round(exact);
            history.note(snapshot(waiting), settings);
        }
    }

    private QueueSnapshot snapshot(long waiting) {
        var state = Map.of("admitted", Long.toString(admitted));
        return new QueueSnapshot("", now, 0, waiting, 0, 0, 0, Ranks.NONE, QueueState.of(state));
    }

    private WaitEstimate estimate(long position) {
        var estimate = history.pace(SETTINGS).until(position);
        if (estimate == null) {
            throw new AssertionError("no estimate");
        }
        return estimate;
    }

    @Test
    void beforeAnyMeasurementTheEstimateComesFromTheSettings() {
        assertThat(estimate(1_000).p50()).isEqualTo(Duration.ofSeconds(100));
        assertThat(estimate(1_000).p90()).isGreaterThan(estimate(1_000).p50());
    }

    @Test
    void theEstimateFollowsTheMeasuredAdmissions() {
        pass(Duration.ofMinutes(5), 5, 10_000);

        assertThat(estimate(1_000).p50().toSeconds()).isBetween(198L, 202L);
    }

    @Test
    void anIdleQueueDoesNotChangeThePace() {
        pass(Duration.ofMinutes(5), 5, 10_000);
        pass(Duration.ofMinutes(30), 0, 0);

        assertThat(estimate(1_000).p50().toSeconds()).isBetween(198L, 202L);
    }

    @Test
    void aPauseDoesNotChangeThePace() {
        pass(Duration.ofMinutes(5), 5, 10_000);
        settings = QueueChange.of(Map.of("paused", true)).applyTo(SETTINGS);
        pass(Duration.ofMinutes(5), 0, 10_000);
        settings = SETTINGS;

        assertThat(estimate(1_000).p50().toSeconds()).isBetween(198L, 202L);
    }

    @Test
    void withoutAdmissionsThereIsNoEstimate() {
        pass(Duration.ofMinutes(10), 0, 10_000);

        assertThat(history.pace(SETTINGS).until(10)).isNull();
    }

    @Test
    void nineOfTenWaitsAreShorterThanTheP90() {
        var random = new Random(7);
        for (int interval = 0; interval < 60; interval++) {
            pass(Duration.ofSeconds(10), perSecond(random), 10_000);
        }
        var estimate = estimate(500);
        int withinP90 = 0;
        int withinP50 = 0;
        for (int person = 0; person < 2_000; person++) {
            double ahead = 500;
            double intervals = 0;
            while (ahead > 0) {
                double perInterval = 10 * perSecond(random);
                intervals += Math.min(1, ahead / perInterval);
                ahead -= perInterval;
            }
            withinP90 += intervals * 10 <= estimate.p90().toSeconds() ? 1 : 0;
            withinP50 += intervals * 10 <= estimate.p50().toSeconds() ? 1 : 0;
        }
        assertThat(withinP90 / 2_000.0).isBetween(0.85, 0.99);
        assertThat(withinP50 / 2_000.0).isBetween(0.30, 0.75);
    }

    private static double perSecond(Random random) {
        return 5 + 5 * random.nextDouble();
    }
}
