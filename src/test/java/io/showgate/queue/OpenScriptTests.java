package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.web.UserId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code open.lua}. */
class OpenScriptTests {

    private static final Duration SETTLE = Duration.ofSeconds(15);

    private final TestQueue queue = new TestQueue();

    private Opening open(long reserved, QueueSnapshot known, long given) {
        return queue.scripts.open(
                queue.snapshot(), new NumberReservation(7, reserved, reserved + 1_000), known, given, SETTLE);
    }

    @Test
    void aQueueThatRedisDoesNotKnowGivesNoNumbers() {
        queue.lose();

        assertThat(queue.join("a")).isInstanceOf(Placement.Closed.class);
        assertThat(queue.scripts.locate("a", 1)).isInstanceOf(Location.Closed.class);
        assertThat(queue.admit(SETTINGS, 100).admitted()).isZero();
        assertThat(queue.snapshot().isOpen()).isFalse();
    }

    @Test
    void aNewQueueAdmitsAtOnce() {
        queue.lose();

        assertThat(open(0, QueueSnapshot.NONE, 0)).isEqualTo(Opening.OPENED);

        assertThat(queue.number("a")).isEqualTo(1);
        assertThat(queue.admit(SETTINGS, 100).admitted()).isEqualTo(1);
        assertThat(queue.snapshot().epoch()).isEqualTo(7);
    }

    @Test
    void openingAgainOnlyRaisesTheLimit() {
        queue.joinAll(3);
        var before = queue.snapshot();

        assertThat(open(500_000, QueueSnapshot.NONE, 0)).isEqualTo(Opening.WAS_OPEN);

        var after = queue.snapshot();
        assertThat(after.sequence()).isEqualTo(3);
        assertThat(after.state().limit())
                .isEqualTo(501_000)
                .isGreaterThan(before.state().limit());
        assertThat(after.state().opened()).isEqualTo(before.state().opened());
        assertThat(open(0, QueueSnapshot.NONE, 0)).isEqualTo(Opening.WAS_OPEN);
        assertThat(queue.snapshot().state().limit()).isEqualTo(501_000);
    }

    @Test
    void noNumberIsGivenBeyondTheLimit() {
        queue.lose();
        open(0, QueueSnapshot.NONE, 0);
        queue.joinAll(1_000);

        assertThat(queue.join("late")).isInstanceOf(Placement.Closed.class);
        assertThat(queue.scripts.bypass(new UserId("late"))).isInstanceOf(Placement.Closed.class);
        assertThat(queue.join("u1")).isInstanceOf(Placement.Waiting.class);

        open(1_000, QueueSnapshot.NONE, 0);

        assertThat(queue.number("late")).isGreaterThan(1_000);
        assertThat(queue.waiting()).hasSize(1_001);
    }

    @Test
    void afterALossNumbersGoOnAboveAllGivenOnesAndAdmissionWaits() {
        queue.joinAll(3);
        queue.lose();

        assertThat(open(1_000, QueueSnapshot.NONE, 0)).isEqualTo(Opening.LOST);

        assertThat(queue.number("new")).isEqualTo(1_001);
        assertThat(queue.snapshot().isSettling()).isTrue();
        queue.tickFor(SETTLE.minusSeconds(1), SETTINGS, 100);
        queue.pass(Duration.ofMillis(999));
        assertThat(queue.admit(SETTINGS, 100).admitted()).isZero();
        queue.pass(Duration.ofMillis(1));
        assertThat(queue.snapshot().isSettling()).isFalse();
        assertThat(queue.admit(SETTINGS, 100).admitted()).isEqualTo(1);
    }

    @Test
    void fieldsThatTheInstanceRemembersAreStoredIfRedisHasNone() {
        queue.scripts.change(Map.of("paused", "1"));
        queue.joinAll(3);
        queue.admit(SETTINGS, 100);
        var known = queue.snapshot();
        queue.lose();

        open(1_000, known, 3);

        var after = queue.snapshot();
        assertThat(queue.settings().paused()).isTrue();
        assertThat(after.frontier()).isEqualTo(known.frontier());
        assertThat(after.joined()).isEqualTo(3);
        assertThat(after.version()).isGreaterThan(known.version());
    }

    @Test
    void aRedisThatIsBehindAnInstanceHasLostData() {
        queue.joinAll(3);
        queue.startRedisAgain();

        assertThat(open(1_000, queue.snapshot(), 4)).isEqualTo(Opening.LOST);

        assertThat(queue.mayHaveLost(3)).isFalse();
        assertThat(queue.mayHaveLost(4)).isTrue();
        assertThat(queue.snapshot().joined()).isEqualTo(4);
    }

    @Test
    void aRestartedRedisWithAllDataPausesForASecondOnly() {
        queue.joinAll(3);
        var known = queue.snapshot();
        queue.startRedisAgain();
        assertThat(queue.snapshot().isOpen()).isFalse();

        assertThat(open(1_000, known, 3)).isEqualTo(Opening.OPENED);

        assertThat(queue.mayHaveLost(3)).isFalse();
        assertThat(queue.number("new")).isEqualTo(1_001);
        assertThat(queue.admit(SETTINGS, 100).admitted()).isZero();
        queue.pass(Duration.ofSeconds(1));
        assertThat(queue.admit(SETTINGS, 100).admitted()).isPositive();
    }

    @Test
    void lossesAreRememberedOneByOne() {
        queue.joinAll(3);
        queue.startRedisAgain();
        open(1_000, QueueSnapshot.NONE, 0);
        assertThat(queue.number("x")).isEqualTo(1_001);
        queue.startRedisAgain();
        open(2_000, QueueSnapshot.NONE, 0);

        assertThat(queue.mayHaveLost(3)).isFalse();
        assertThat(queue.mayHaveLost(4)).isTrue();
        assertThat(queue.mayHaveLost(1_000)).isTrue();
        assertThat(queue.mayHaveLost(1_001)).isFalse();
        assertThat(queue.mayHaveLost(1_002)).isTrue();
        assertThat(queue.mayHaveLost(2_001)).isFalse();
    }
}
