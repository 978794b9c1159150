package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static io.showgate.queue.TestQueue.rates;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code admit.lua}. */
class AdmitScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void admissionFollowsTheSequenceExactly() {
        queue.joinAll(300);

        queue.tickFor(Duration.ofSeconds(20), SETTINGS, 100);

        var admitted = queue.log().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(admitted).hasSizeGreaterThan(190);
        assertThat(admitted)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, admitted.size())
                        .mapToObj(i -> "+u" + i)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 75, 100})
    void theRateHoldsInEveryWindowEvenWithIrregularTicks(int rate) {
        queue.joinAll(1_500);
        var random = new Random(rate);
        var admissions = new ArrayList<Long>();
        long start = queue.now.get();

        while (queue.now.get() < start + 60_000) {
            queue.pass(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(900) : random.nextInt(120)));
            int admitted = queue.admit(SETTINGS, rate).admitted();
            admissions.addAll(Collections.nCopies(admitted, queue.now.get()));
        }

        assertThat(mostWithin(admissions, 10_000)).isLessThanOrEqualTo(100);
        assertThat(admissions.size() / 6.0).isBetween(rate * 0.97, rate * 1.03);
    }

    private static int mostWithin(List<Long> times, long window) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (times.get(from) <= times.get(to) - window) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    @Test
    void admissionsAreSpreadOverTheInterval() {
        queue.joinAll(200);
        queue.admit(SETTINGS, 100);
        queue.pass(Duration.ofSeconds(1));

        assertThat(queue.admit(SETTINGS, 100).admitted()).isBetween(9, 11);
    }

    @Test
    void afterAnOutageAdmissionDoesNotCatchUp() {
        queue.joinAll(200);
        queue.admit(SETTINGS, 100);
        queue.pass(Duration.ofMinutes(2));

        assertThat(queue.admit(SETTINGS, 100).admitted()).isLessThanOrEqualTo(11);
    }

    @Test
    void theAimIsKeptBetweenFloorAndCeiling() {
        queue.joinAll(1_000);
        queue.tickFor(Duration.ofSeconds(20), SETTINGS, 0);
        assertThat(queue.snapshot().state().admitted()).isBetween(99L, 102L);

        long before = queue.snapshot().state().admitted();
        queue.tickFor(Duration.ofSeconds(20), SETTINGS, 1_000_000);
        assertThat(queue.snapshot().state().admitted() - before).isBetween(190L, 200L);
    }

    @Test
    void neverMoreUsersAreActiveThanAllowed() {
        queue.joinAll(100);

        queue.tickFor(Duration.ofSeconds(60), rates(50, 100, 7), 100);

        assertThat(queue.active()).hasSize(7);
    }

    @Test
    void aSessionThatEndsFreesItsPlaceInTheSameTick() {
        var two = rates(50, 100, 2);
        queue.joinAll(4);
        queue.tickFor(Duration.ofSeconds(1), two, 100);
        queue.see(List.of("u3", "u4"));
        queue.pass(Duration.ofMinutes(10));

        var tick = queue.admit(two, 100);

        assertThat(tick.expired()).isEqualTo(2);
        assertThat(tick.admitted()).isEqualTo(2);
        assertThat(queue.active()).containsExactlyInAnyOrder("u3", "u4");
        assertThat(queue.sessions()).containsOnlyKeys("u3", "u4");
    }

    @Test
    void anAbsentPersonIsPassedByAndDoesNotBlockTheHead() {
        letTheSecondBeAbsent();

        assertThat(queue.snapshot().state().skipped()).isEqualTo(1);
        assertThat(queue.active()).containsExactly("u3");
        assertThat(queue.absent()).containsExactly("u2");
    }

    private void letTheSecondBeAbsent() {
        var one = rates(50, 100, 1);
        queue.joinAll(3);
        queue.admit(one, 100);
        queue.tickFor(Duration.ofMinutes(2), one, 100);
        queue.see(List.of("u3"));
        queue.tickFor(Duration.ofMinutes(2), one, 100);

        queue.scripts.leave("u1", 1);
        queue.admit(one, 100);
    }

    @Test
    void anAbsentPersonWhoComesBackIsNext() {
        letTheSecondBeAbsent();
        queue.join("u4");
        queue.scripts.locate("u2", 2);
        queue.pass(Duration.ofSeconds(1));

        queue.admit(rates(50, 100, 2), 100);

        assertThat(queue.active()).containsExactlyInAnyOrder("u3", "u2");
    }

    @Test
    void anOutageOfAllInstancesMakesNoOneAbsent() {
        queue.joinAll(5);
        queue.admit(SETTINGS, 50);
        queue.pass(Duration.ofMinutes(30));

        var tick = queue.admit(SETTINGS, 50);

        assertThat(tick.skipped()).isZero();
        assertThat(tick.admitted()).isPositive();
    }

    @Test
    void aPausedQueueAdmitsNoOneButEndsSessions() {
        queue.joinAll(2);
        queue.admit(rates(50, 100, 1), 100);
        queue.scripts.change(Map.of("paused", "1"));
        queue.tickFor(Duration.ofMinutes(10), SETTINGS, 100);

        assertThat(queue.active()).isEmpty();
        assertThat(queue.waiting()).containsExactly("u2");
    }

    @Test
    void aHeldQueueAdmitsNoOneEvenAtAPinnedRateButEndsSessions() {
        queue.joinAll(2);
        queue.admit(rates(50, 100, 1), 100);
        queue.scripts.change(Map.of("paused", "0", "ratePinned", "100", "maxActive", "100"));
        for (int i = 0; i < 2_400; i++) {
            queue.pass(Duration.ofMillis(250));
            queue.scripts.admit(100, true);
        }

        assertThat(queue.active()).isEmpty();
        assertThat(queue.waiting()).containsExactly("u2");
        queue.see(List.of("u2"));
        assertThat(queue.admit(SETTINGS, 100).admitted()).isEqualTo(1);
    }

    @Test
    void afterAHoldAdmissionDoesNotCatchUp() {
        queue.joinAll(200);
        queue.scripts.admit(100, true);
        queue.pass(Duration.ofMinutes(2));
        queue.scripts.admit(100, true);

        assertThat(queue.admit(SETTINGS, 50).admitted()).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "1, 50", "500, 100"})
    void aPinnedRateHoldsBetweenFloorAndCeiling(int pinned, int rate) {
        queue.joinAll(1_000);
        queue.scripts.change(Map.of("ratePinned", Integer.toString(pinned)));
        queue.tickFor(Duration.ofSeconds(20), SETTINGS, pinned == 500 ? 0 : 1_000);

        assertThat(queue.snapshot().state().admitted()).isBetween(2L * rate - 10, 2L * rate + 2);
    }

    @Test
    void anUnpinnedRateFollowsTheAimAgain() {
        queue.joinAll(1_000);
        queue.scripts.change(Map.of("ratePinned", "100"));
        queue.scripts.change(Map.of("ratePinned", "0"));
        queue.tickFor(Duration.ofSeconds(20), SETTINGS, 50);

        assertThat(queue.snapshot().state().admitted()).isBetween(99L, 102L);
    }

    @Test
    void aQueueCanBeConfiguredAsPaused() {
        queue.joinAll(1);
        var paused = QueueChange.of(Map.of("paused", true)).applyTo(SETTINGS);

        assertThat(queue.admit(paused, 100).admitted()).isZero();
        queue.scripts.change(Map.of("paused", "0"));
        assertThat(queue.admit(paused, 100).admitted()).isEqualTo(1);
    }

    @Test
    void aFloorLeftAboveTheCeilingDoesNotRaiseTheRate() {
        queue.joinAll(500);
        queue.scripts.change(Map.of("rateFloor", "200"));
        queue.tickFor(Duration.ofSeconds(20), SETTINGS, 100);

        assertThat(queue.snapshot().state().admitted()).isBetween(190L, 200L);
        assertThat(queue.settings().rateFloor()).isEqualTo(100);
    }

    @Test
    void aStoredSettingGoesBeforeTheConfiguredOne() {
        queue.joinAll(10);
        queue.scripts.change(Map.of("maxActive", "3"));

        queue.tickFor(Duration.ofSeconds(10), SETTINGS, 100);

        assertThat(queue.active()).hasSize(3);
    }

    @Test
    void aClockSetBackByAnHourStopsNothing() {
        queue.joinAll(100);
        queue.tickFor(Duration.ofSeconds(2), SETTINGS, 100);
        long before = queue.snapshot().state().admitted();

        queue.pass(Duration.ofHours(-1));
        queue.tickFor(Duration.ofSeconds(4), SETTINGS, 100);

        assertThat(queue.snapshot().state().admitted() - before).isBetween(30L, 50L);
    }

    @Test
    void theSnapshotSaysWhenTheHeadJoined() {
        queue.joinAll(3);
        queue.scripts.change(Map.of("paused", "1"));
        long joined = queue.now.get();
        queue.admit(SETTINGS, 100);
        queue.pass(Duration.ofSeconds(90));
        queue.join("later");
        queue.admit(SETTINGS, 100);

        assertThat(queue.snapshot().oldestMillis()).isEqualTo(joined);
    }
}
