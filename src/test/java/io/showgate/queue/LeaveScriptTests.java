package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.Departure.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code leave.lua}. */
class LeaveScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void leavingGivesUpThePlaceOnce() {
        queue.joinAll(2);

        assertThat(queue.scripts.leave("u1", 1).outcome()).isEqualTo(Outcome.LEFT);
        assertThat(queue.scripts.leave("u1", 1).outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(queue.waiting()).containsExactly("u2");
        assertThat(queue.seen()).containsExactly("u2");
        assertThat(queue.snapshot().state().left()).isEqualTo(1);
    }

    @Test
    void thePlaceOfAUserWhoLeavesIsFreeAtTheNextTick() {
        var one = TestQueue.rates(50, 100, 1);
        queue.joinAll(2);
        queue.admit(one, 100);
        queue.pass(Duration.ofSeconds(1));
        assertThat(queue.admit(one, 100).admitted()).isZero();

        queue.scripts.leave("u1", 1);

        assertThat(queue.admit(one, 100).admitted()).isEqualTo(1);
        assertThat(queue.active()).containsExactly("u2");
    }

    @Test
    void theLogSaysThatAnActiveUserLeft() {
        queue.join("a");
        queue.admit(SETTINGS, 100);
        queue.scripts.leave("a", 1);

        assertThat(queue.log()).last().isEqualTo("-a 1");
        assertThat(queue.sessions()).isEmpty();
    }

    @Test
    void anOldTokenCannotGiveUpALaterPlace() {
        queue.join("a");
        queue.scripts.leave("a", 1);
        queue.join("a");

        assertThat(queue.scripts.leave("a", 1).outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(queue.waiting()).containsExactly("a");
    }

    @Test
    void anAbsentPersonCanLeave() {
        var one = TestQueue.rates(50, 100, 1);
        queue.join("active");
        queue.admit(one, 100);
        queue.join("a");
        queue.tickFor(Duration.ofMinutes(4), one, 100);
        queue.admit(TestQueue.rates(50, 100, 2), 100);

        assertThat(queue.scripts.leave("a", 2).outcome()).isEqualTo(Outcome.LEFT);
        assertThat(queue.absent()).isEmpty();
    }

    @Test
    void nothingIsGivenUpInARedisThatMayBeBehind() {
        queue.joinAll(1);
        queue.startRedisAgain();

        assertThat(queue.scripts.leave("late", 2).outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(queue.scripts.leave("u1", 1).outcome()).isEqualTo(Outcome.CLOSED);
    }
}
