package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches on simulated servers whose capacity is known. */
class SearchTests {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Flow.Range RANGE = new Flow.Range(100, 10_000);
    private static final double WIDTH = 0.1;

    private final List<Integer> loads = new ArrayList<>();
    private final List<Integer> remaining = new ArrayList<>();

    private Search search(IntFunction<Trial> server) {
        return new Search(RANGE, WIDTH, (load, loadsLeft) -> {
            loads.add(load);
            remaining.add(loadsLeft);
            return server.apply(load);
        });
    }

    @ParameterizedTest
    @CsvSource({"1", "60", "100", "101", "1000", "1599", "7777", "9999"})
    void itFindsTheCapacityWithinTheWidth(int well) {
        var found = search(load -> Trials.of(load, well, well)).highest(trial -> trial.isServedWell(LIMIT));

        assertThat(found.load()).isLessThanOrEqualTo(well).isGreaterThanOrEqualTo((int) (well / (1 + WIDTH)) - 1);
        assertThat(found.isAtLeast()).isFalse();
        assertThat(loads).hasSizeLessThan(25);
    }

    /** The load doubles until 1,600 fails twice. Then the interval from 800 to 1,600 is halved. */
    @Test
    void itSaysHowManyLoadsAreLeftOnceItKnows() {
        search(load -> Trials.of(load, 1_500, 1_500)).highest(Trial::isSurvived);

        assertThat(loads).startsWith(100, 200, 400, 800, 1_600, 1_600, 1_200);
        assertThat(remaining).startsWith(0, 0, 0, 0, 0, 0, 5).endsWith(1);
        assertThat(remaining.subList(6, remaining.size())).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void itNeverExceedsTheHighestLoad() {
        var found = search(load -> Trials.of(load, 1_000_000, 1_000_000)).highest(Trial::isSurvived);

        assertThat(found.load()).isEqualTo(RANGE.bound());
        assertThat(found.isAtLeast()).isTrue();
        assertThat(found.limitedBy(Trial::missedOfSurvived)).isEqualTo("nothing: no higher load was tried");
        assertThat(loads).allMatch(load -> load <= RANGE.bound());
    }

    @Test
    void aServerThatServesNoOneHasNoCapacity() {
        var found = search(load -> Trials.of(load, 0, 0)).highest(Trial::isSurvived);

        assertThat(found.load()).isZero();
        assertThat(found.trial()).isNull();
    }

    @Test
    void bothConditionsShareTheirTrials() {
        var search = search(load -> Trials.of(load, 1_000, 2_000));
        search.highest(trial -> trial.isServedWell(LIMIT));
        int before = loads.size();

        var maximum = search.highest(Trial::isSurvived);

        assertThat(maximum.load()).isBetween(1_800, 2_000);
        assertThat(loads.size() - before).as("further trials").isLessThan(12);
        assertThat(search.trials()).hasSize(loads.size());
    }

    @Test
    void occasionalFailuresDoNotLowerTheResult() {
        var random = new Random(7);
        IntFunction<Trial> server =
                load -> random.nextInt(10) == 0 ? Trials.of(load, 0, 0) : Trials.of(load, 1_000, 1_000);

        assertThat(search(server).highest(Trial::isSurvived).load()).isBetween(850, 1_000);
    }

    @Test
    void aSingleLuckySuccessIsNotTheResult() {
        IntFunction<Trial> server =
                load -> Trials.of(load, loads.indexOf(load) == loads.size() - 1 ? 1_600 : 1_000, 9_000);

        var found = search(server).highest(trial -> trial.isServedWell(LIMIT));

        assertThat(found.load()).isBetween(900, 1_000);
    }

    @Test
    void aLimitOfTheLoadGeneratorIsNotALimitOfTheServer() {
        var full = new Usage(0.8, 2, 1.2, 1, 2, 0.1, 0.1, 0.01, 3, 10, 0, 200);
        IntFunction<Trial> server = load -> {
            var trial = Trials.of(load, 1_000, 1_000);
            return new Trial(
                    load,
                    trial.requests(),
                    trial.rate(),
                    trial.millis(),
                    trial.failed(),
                    trial.checks(),
                    0,
                    0,
                    load > 1_000 ? full : trial.usage());
        };

        var found = search(server).highest(Trial::isSurvived);

        assertThat(found.isAtLeast()).isTrue();
        assertThat(found.limitedBy(Trial::missedOfSurvived))
                .isEqualTo("at 1,600: 50.00 % failed (the load generator: no core left)");
    }
}
