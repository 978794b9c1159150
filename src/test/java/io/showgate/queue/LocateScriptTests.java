package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code locate.lua}. */
class LocateScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void thePositionIsTheRankAmongPeopleWhoWait() {
        queue.joinAll(5);
        queue.scripts.leave("u2", 2);

        assertThat(queue.position("u1", 1)).isEqualTo(1);
        assertThat(queue.position("u5", 5)).isEqualTo(4);
    }

    @Test
    void aUserIsActiveUntilTheSessionEnds() {
        queue.join("a");
        queue.admit(SETTINGS, 100);

        assertThat(queue.scripts.locate("a", 1)).isInstanceOf(Location.Active.class);
        queue.pass(Duration.ofMinutes(10));
        assertThat(queue.scripts.locate("a", 1)).isInstanceOf(Location.Gone.class);
    }

    @Test
    void aNumberFromAnEarlierVisitIsGone() {
        queue.join("a");
        queue.scripts.leave("a", 1);
        queue.join("a");

        assertThat(queue.scripts.locate("a", 1)).isInstanceOf(Location.Gone.class);
        assertThat(queue.scripts.locate("a", 2)).isInstanceOf(Location.Waiting.class);
    }

    @Test
    void askingBringsBackAnAbsentPerson() {
        var one = TestQueue.rates(50, 100, 1);
        queue.join("active");
        queue.admit(one, 100);
        queue.join("a");
        queue.tickFor(Duration.ofMinutes(4), one, 100);
        queue.join("b");
        queue.admit(TestQueue.rates(50, 100, 2), 100);
        assertThat(queue.absent()).containsExactly("a");

        var back = queue.scripts.locate("a", 2);

        assertThat(back).isEqualTo(new Location.Waiting(2, 1));
        assertThat(queue.waiting()).contains("a");
        assertThat(queue.absent()).isEmpty();
    }

    @Test
    void aRedisThatMayBeBehindCallsNoNumberGone() {
        queue.joinAll(1);
        queue.startRedisAgain();

        assertThat(queue.scripts.locate("late", 2)).isInstanceOf(Location.Closed.class);
        assertThat(queue.scripts.locate("u1", 1)).isInstanceOf(Location.Waiting.class);
    }
}
