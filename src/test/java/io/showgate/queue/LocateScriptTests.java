package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.QueueScripts.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code locate.lua}. */
class LocateScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void thePositionIsTheRankAmongThoseWhoWait() {
        queue.joinAll(5);
        queue.scripts.leave("u2", 2);

        assertThat(queue.scripts.locate("u1", 1).position()).isEqualTo(1);
        assertThat(queue.scripts.locate("u5", 5).position()).isEqualTo(4);
    }

    @Test
    void somebodyInsideIsActiveUntilTheSessionEnds() {
        queue.join("a");
        queue.admit(SETTINGS, 100);

        assertThat(queue.scripts.locate("a", 1).code()).isEqualTo(Standing.ACTIVE);
        queue.pass(Duration.ofMinutes(10));
        assertThat(queue.scripts.locate("a", 1).code()).isEqualTo(Standing.REFUSED);
    }

    @Test
    void aNumberFromAnEarlierVisitIsNothing() {
        queue.join("a");
        queue.scripts.leave("a", 1);
        queue.join("a");

        assertThat(queue.scripts.locate("a", 1).code()).isEqualTo(Standing.REFUSED);
        assertThat(queue.scripts.locate("a", 2).code()).isEqualTo(Standing.WAITING);
    }

    @Test
    void askingBringsBackSomebodyWhoWasAbsent() {
        var one = TestQueue.rates(50, 100, 1);
        queue.join("inside");
        queue.admit(one, 100);
        queue.join("a");
        queue.tickFor(Duration.ofMinutes(4), one, 100);
        queue.join("b");
        queue.admit(TestQueue.rates(50, 100, 2), 100);
        assertThat(queue.absent()).containsExactly("a");

        var back = queue.scripts.locate("a", 2);

        assertThat(back.code()).isEqualTo(Standing.WAITING);
        assertThat(back.position()).isEqualTo(1);
        assertThat(queue.waiting()).contains("a");
        assertThat(queue.absent()).isEmpty();
    }

    @Test
    void aRedisThatMayBeBehindSaysOfNobodyThatTheyAreGone() {
        queue.joinAll(1);
        queue.startRedisAgain();

        assertThat(queue.scripts.locate("late", 2).code()).isEqualTo(Standing.CLOSED);
        assertThat(queue.scripts.locate("u1", 1).code()).isEqualTo(Standing.WAITING);
    }
}
