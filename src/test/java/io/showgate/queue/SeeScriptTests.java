package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code see.lua}. */
class SeeScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void aPersonWhoIsSeenIsNotAbsent() {
        var one = TestQueue.rates(50, 100, 1);
        queue.joinAll(2);
        queue.admit(one, 100);
        queue.tickFor(Duration.ofMinutes(2), one, 100);
        assertThat(queue.see(List.of("u2"))).isEmpty();
        queue.tickFor(Duration.ofMinutes(2), one, 100);

        queue.admit(TestQueue.rates(50, 100, 2), 100);

        assertThat(queue.active()).contains("u2");
    }

    @Test
    void aUserWithoutAPlaceIsReturnedAndNotMarked() {
        queue.joinAll(2);
        queue.scripts.leave("u1", 1);

        assertThat(queue.see(List.of("u1", "u2", "stranger"))).containsExactlyInAnyOrder("u1", "stranger");
        assertThat(queue.seen()).containsExactly("u2");
    }

    @Test
    void aUserWhoJoinedAgainAfterALossIsReturnedWithTheEarlierToken() {
        queue.joinAll(1);
        queue.loseAndOpen();
        long newer = queue.number("u1");

        assertThat(queue.see(List.of("u1"))).containsExactly("u1");

        assertThat(queue.scripts.see(List.of(new PresenceBatch.Person("u1", newer))))
                .isEmpty();
        queue.scripts.restore(List.of(new PresenceBatch.Person("u1", 1)));
        assertThat(queue.see(List.of("u1"))).isEmpty();
    }

    @Test
    void beingSeenTwiceInOneMillisecondRaisesNoDoubt() {
        queue.joinAll(1);

        assertThat(queue.see(List.of("u1"))).isEmpty();
        assertThat(queue.see(List.of("u1"))).isEmpty();
    }

    @Test
    void aRedisThatMayBeBehindReturnsNoUser() {
        queue.joinAll(1);
        queue.startRedisAgain();

        assertThat(queue.see(List.of("u1", "late"))).isEmpty();
    }
}
