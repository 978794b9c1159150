package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code join.lua}. */
class JoinScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void placesAreNumberedInTheOrderOfJoining() {
        assertThat(queue.number("a")).isEqualTo(1);
        assertThat(queue.number("b")).isEqualTo(2);
        assertThat(queue.waiting()).containsExactly("a", "b");
    }

    @Test
    void orderHoldsWithinOneMillisecondAndWhenTheClockIsSetBack() {
        queue.join("z");
        queue.join("a");
        queue.pass(Duration.ofHours(-1));
        queue.join("b");

        assertThat(queue.waiting()).containsExactly("z", "a", "b");
    }

    @Test
    void joinTwiceKeepsThePlace() {
        var first = queue.join("a");
        queue.join("b");

        var again = queue.join("a");

        assertThat(again).isInstanceOf(Placement.Waiting.class).isEqualTo(first);
        assertThat(queue.waiting()).containsExactly("a", "b");
    }

    @Test
    void joiningAgainCountsAsBeingSeen() {
        queue.join("a");
        queue.pass(Duration.ofMinutes(4));
        queue.join("a");
        queue.admit(SETTINGS, 100);

        assertThat(queue.active()).containsExactly("a");
    }

    @Test
    void anActiveUserStaysActiveWithTheSameNumber() {
        queue.join("a");
        queue.admit(SETTINGS, 100);

        assertThat(queue.join("a")).isInstanceOfSatisfying(Placement.Active.class, again -> {
            assertThat(again.session().number()).isEqualTo(1);
            assertThat(again.session().expiryMillis()).isEqualTo(queue.now.get() + 600_000);
        });
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void afterTheSessionJoiningStartsAtTheEnd() {
        queue.join("a");
        queue.admit(SETTINGS, 100);
        queue.join("b");
        queue.pass(Duration.ofMinutes(10));

        assertThat(queue.number("a")).isEqualTo(3);
        assertThat(queue.waiting()).containsExactly("b", "a");
    }

    @Test
    void aUserAbsentAtTheirTurnGetsTheirNumberBack() {
        queue.join("a");
        queue.admit(SETTINGS, 100);
        queue.join("b");
        keepTicking(Duration.ofMinutes(4));
        assertThat(queue.absent()).containsExactly("b");
        queue.join("c");

        assertThat(queue.number("b")).isEqualTo(2);
        assertThat(queue.waiting()).containsExactly("b", "c");
        assertThat(queue.absent()).isEmpty();
    }

    /** Ticks a queue that is full, so that no turn comes while the time passes. Then one place is free. */
    private void keepTicking(Duration time) {
        queue.tickFor(time, TestQueue.rates(50, 100, 1), 100);
        queue.admit(TestQueue.rates(50, 100, 2), 100);
    }

    @Test
    void aDrainingQueueTakesNoNewPeopleButKeepsPlaces() {
        queue.join("a");
        queue.scripts.change(Map.of("draining", "1"));

        assertThat(queue.join("b")).isInstanceOf(Placement.Draining.class);
        assertThat(queue.join("a")).isInstanceOf(Placement.Waiting.class);
        assertThat(queue.snapshot().sequence()).isEqualTo(1);
    }

    @Test
    void aRedisThatMayBeBehindGivesNoNumber() {
        queue.join("a");
        queue.startRedisAgain();

        assertThat(queue.join("b")).isInstanceOf(Placement.Closed.class);
        assertThat(queue.join("a")).isInstanceOf(Placement.Waiting.class);
        assertThat(queue.snapshot().sequence()).isEqualTo(1);
    }
}
