package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.web.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code confirm.lua}. */
class ConfirmScriptTests {

    private final TestQueue queue = new TestQueue();

    private List<Optional<Placement>> confirm(String... users) {
        return queue.scripts.confirm(Stream.of(users).map(UserId::new).toList());
    }

    private Optional<Placement> confirmed(String user) {
        return confirm(user).getFirst();
    }

    @Test
    void everyUserGetsTheAnswerOfAJoinInTheirOrder() {
        queue.join("active");
        queue.admit(SETTINGS, 100);
        queue.join("a");
        queue.join("b");

        assertThat(confirm("b", "stranger", "active", "a"))
                .containsExactly(
                        Optional.of(queue.join("b")),
                        Optional.empty(),
                        Optional.of(queue.join("active")),
                        Optional.of(queue.join("a")));
    }

    @Test
    void noOneGetsANewPlace() {
        assertThat(confirmed("a")).isEmpty();
        assertThat(queue.waiting()).isEmpty();
        assertThat(queue.number("a")).isEqualTo(1);
    }

    @Test
    void aPlaceThatWasGivenUpIsNotGivenAgain() {
        queue.join("a");
        queue.scripts.leave("a", 1);

        assertThat(confirmed("a")).isEmpty();
    }

    @Test
    void aSessionThatWasGivenUpOrIsOverIsNotGivenAgain() {
        queue.joinAll(2);
        queue.admit(SETTINGS, 100);
        queue.pass(Duration.ofSeconds(1));
        queue.admit(SETTINGS, 100);
        queue.scripts.leave("u1", 1);
        queue.pass(Duration.ofMinutes(10));

        assertThat(confirm("u1", "u2")).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void itCountsAsBeingSeen() {
        queue.join("a");
        queue.pass(Duration.ofMinutes(4));
        confirm("a");
        queue.admit(SETTINGS, 100);

        assertThat(queue.active()).containsExactly("a");
    }

    @Test
    void aPersonWhoWasAbsentAtTheirTurnComesBack() {
        var one = TestQueue.rates(50, 100, 1);
        queue.join("active");
        queue.admit(one, 100);
        queue.join("a");
        queue.tickFor(Duration.ofMinutes(4), one, 100);
        queue.admit(TestQueue.rates(50, 100, 2), 100);
        assertThat(queue.absent()).containsExactly("a");

        assertThat(confirmed("a").map(TestQueue::number)).contains(2L);
        assertThat(queue.absent()).isEmpty();
        assertThat(queue.waiting()).containsExactly("a");
    }

    @Test
    void aRedisThatLostTheQueueKnowsNoPlaces() {
        queue.join("a");
        queue.lose();

        assertThat(confirmed("a")).isEmpty();
    }

    @Test
    void aWholeBatchIsOneCall() {
        queue.joinAll(QueueScripts.CONFIRM_BATCH);
        var users = IntStream.rangeClosed(1, QueueScripts.CONFIRM_BATCH)
                .mapToObj(i -> new UserId("u" + i))
                .toList();

        assertThat(queue.scripts.confirm(users).stream()
                        .map(place -> place.map(TestQueue::number).orElse(0L)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, QueueScripts.CONFIRM_BATCH)
                        .mapToObj(i -> (long) i)
                        .toList());
    }
}
