package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Reading the summary that k6 writes. */
class K6Tests {

    private static Trial trial(String json) {
        return K6.trial(640, JsonMapper.shared().readTree(json), Trials.idle());
    }

    @Test
    void everyFigureIsRead() {
        var trial = trial("""
                {"root_group": {"checks": {"a place is answered": {"passes": 999, "fails": 1}}},
                 "metrics": {
                   "http_reqs": {"count": 1000, "rate": 50.5},
                   "http_req_duration": {"avg": 1.5, "p(90)": 2.5, "p(95)": 3.5, "p(99)": 4.5},
                   "http_req_failed": {"passes": 5, "fails": 995, "value": 0.005},
                   "iterations": {"count": 98}, "dropped_iterations": {"count": 2},
                   "status_429": {"count": 1}, "status_503": {"count": 4}}}""");

        assertThat(trial)
                .isEqualTo(new Trial(
                        640, 1_000, 50.5, new Trial.Millis(1.5, 2.5, 3.5, 4.5), 0.005, 0.999, 0.02, 5, Trials.idle()));
    }

    @Test
    void missingMetricsCountAsZero() {
        var trial = trial("{\"metrics\": {\"http_reqs\": {\"count\": 10, \"rate\": 1}}}");

        assertThat(trial.dropped()).isZero();
        assertThat(trial.refusals()).isZero();
        assertThat(trial.checks()).isEqualTo(1);
    }

    @Test
    void successfulPollsDoNotHidePeopleWhoWereNeverAdmitted() {
        var trial = trial("""
                {"root_group": {"checks": {
                   "a place is answered": {"passes": 31625, "fails": 0},
                   "admitted in time": {"passes": 668, "fails": 557}}},
                 "metrics": {"http_reqs": {"count": 36190, "rate": 499}, "checks": {"value": 0.991}}}""");

        assertThat(trial.checks()).isBetween(0.54, 0.55);
        assertThat(trial.isServedWell(Duration.ofSeconds(2))).isFalse();
    }
}
