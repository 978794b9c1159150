package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Checks of a report on simulated servers whose capacity is known. */
class RegressionTests {

    private final List<Integer> loads = new ArrayList<>();
    private final List<String> output = new ArrayList<>();

    private boolean isStillServedWell(int before, int now) {
        return isStillServedWell(before, load -> Trials.of(load, now, now));
    }

    private boolean isStillServedWell(int before, IntFunction<Trial> server) {
        var search = new Search(new Flow.Range(100, 10_000), 0.1, (load, _) -> Trials.of(load, before, before));
        var stored = new Report.Result(
                Flow.CONCERT_LIST,
                search.highest(trial -> trial.isServedWell(Flow.CONCERT_LIST.limit())),
                search.highest(Trial::isSurvived),
                search.trials());
        return new Regression(
                        stored,
                        load -> {
                            loads.add(load);
                            return server.apply(load);
                        },
                        output::add)
                .isStillServedWell();
    }

    @Test
    void theSameCapacityPasses() {
        assertThat(isStillServedWell(1_000, 1_000)).isTrue();
        assertThat(loads).hasSize(1);
        assertThat(output)
                .containsExactly(
                        "  1,000 people at once were served well, p95 0.999 s; the check sends nine tenths of them, and p90 "
                                + "and p95 must stay under 1 s",
                        "  900 people at once are served well, p95 0.899 s");
    }

    @Test
    void aTenthLessIsNoise() {
        assertThat(isStillServedWell(1_000, 900)).isTrue();
    }

    @Test
    void aFifthLessFailsAfterThreeTrials() {
        assertThat(isStillServedWell(1_000, 800)).isFalse();
        assertThat(loads).hasSize(3);
        assertThat(output)
                .contains("  attempt 3 of 3 failed: 50.00 % failed, only 50.00 % correct, p90 2.000 s, p95 2.000 s")
                .last()
                .isEqualTo("  900 people at once are not served well any more");
    }

    @Test
    void otherWorkOnTheMachineIsNoRegression() {
        var disturbed = new Usage(0.3, 1, 0.7, 1, 2, 0.1, 0.1, 0.1, 3, 10, 0, 200);

        assertThatThrownBy(() -> isStillServedWell(1_000, load -> Trials.slow(load, disturbed)))
                .isInstanceOf(UsageException.class)
                .hasMessage("The check of 900 people at once has no result, because the limit was other work on this"
                        + " machine: it used the cores that the load generator needs");
    }

    @Test
    void aReportWithoutALoadThatWasServedWellPasses() {
        assertThat(isStillServedWell(0, 0)).isTrue();
        assertThat(loads).isEmpty();
    }
}
