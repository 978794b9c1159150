package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.web.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The database is restored to an earlier moment. While Redis has the queue, that changes nothing. If Redis and all
 * instances are lost too, no number is held by two people, and people without a place are told so.
 */
class RestoredNumbersIntegrationTests {

    private final TestQueue queue = new TestQueue();
    private final LocalQueue instance = queue.local(TestQueue.SETTINGS);
    private final String first = join(instance, "first");
    private final String second = join(instance, "second");

    private static String join(LocalQueue instance, String user) {
        return ((QueueAnswer.Placed) instance.places().join(new UserId(user))).waitingToken();
    }

    private static QueueAnswer ask(LocalQueue instance, String token) {
        return instance.lookup().locate(TestQueue.read(token), token);
    }

    /** An instance that was started after all others had ended. */
    private LocalQueue restarted() {
        queue.pass(Duration.ofSeconds(1));
        var started = queue.local(TestQueue.SETTINGS);
        started.replica().refresh();
        return started;
    }

    @Test
    void whileRedisHasTheQueueAllPlacesAreKept() {
        queue.restoreDatabase(1);
        var started = restarted();
        started.maintain();

        assertThat(ask(started, first)).isInstanceOf(QueueAnswer.Waiting.class);
        assertThat(ask(started, second)).isInstanceOf(QueueAnswer.Waiting.class);
        assertThat(TestQueue.read(join(started, "third")).number()).isEqualTo(3);
        assertThat(queue.waiting()).containsExactly("first", "second", "third");
    }

    @Test
    void aNumberThatTheDatabaseDoesNotKnowAnyMoreGoesToThePersonWhoHasItNow() {
        queue.restoreDatabase(1);
        queue.lose();
        var started = restarted();

        var newcomer = join(started, "newcomer");
        assertThat(ask(started, first)).isInstanceOf(QueueAnswer.Waiting.class);
        assertThat(TestQueue.read(newcomer).number())
                .isEqualTo(TestQueue.read(second).number());
        ask(started, second);
        started.maintain();

        assertThat(ask(started, second)).isInstanceOf(QueueAnswer.Ended.class);
        assertThat(ask(started, newcomer)).isInstanceOf(QueueAnswer.Waiting.class);
        assertThat(queue.waiting()).containsExactly("first", "newcomer");
    }

    @Test
    void theTokensOfAQueueThatNoStoreKnowsHaveEnded() {
        queue.forgetInDatabase();
        queue.lose();
        var started = restarted();

        var newcomer = join(started, "newcomer");

        assertThat(TestQueue.read(newcomer).epoch())
                .isNotEqualTo(TestQueue.read(first).epoch());
        assertThat(ask(started, first)).isInstanceOf(QueueAnswer.Ended.class);
        assertThat(ask(started, newcomer)).isInstanceOf(QueueAnswer.Waiting.class);
    }
}
