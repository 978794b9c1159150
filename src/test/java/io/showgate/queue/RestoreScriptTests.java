package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.Departure.Outcome;
import io.showgate.queue.PresenceBatch.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code restore.lua}. */
class RestoreScriptTests {

    private static final Person A = new Person("a", 1);
    private static final Person B = new Person("b", 2);
    private static final Person C = new Person("c", 3);

    private final TestQueue queue = new TestQueue();

    private void lose() {
        List.of("a", "b", "c").forEach(queue::join);
        queue.loseAndOpen();
    }

    @Test
    void placesComeBackInTheirOwnOrder() {
        lose();
        queue.join("new");

        assertThat(queue.scripts.restore(List.of(C, A))).isEmpty();
        assertThat(queue.scripts.restore(List.of(B))).isEmpty();

        assertThat(queue.waiting()).containsExactly("a", "b", "c", "new");
        assertThat(queue.seen()).containsExactlyInAnyOrder("a", "b", "c", "new");
    }

    @Test
    void aNumberIsPutBackOnce() {
        lose();
        queue.scripts.restore(List.of(A));
        queue.scripts.leave("a", 1);

        assertThat(queue.scripts.restore(List.of(A))).containsExactly("a");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aNumberThatRedisDidNotLoseIsNotPutBack() {
        queue.join("a");
        queue.scripts.leave("a", 1);

        assertThat(queue.scripts.restore(List.of(A))).containsExactly("a");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aLostPlaceThatWasGivenUpDoesNotComeBack() {
        lose();
        queue.scripts.leave("a", 1);

        assertThat(queue.scripts.restore(List.of(A))).containsExactly("a");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aSessionThatWasBroughtBackIsFollowedByNoPlace() {
        lose();
        queue.scripts.readmit(
                Map.of("a", new ActiveUsers.Session(1, queue.now.get() + 1_000, queue.now.get() + 1_000)));
        queue.pass(Duration.ofSeconds(2));

        assertThat(queue.scripts.restore(List.of(A))).containsExactly("a");
    }

    @Test
    void aPersonWhoJoinedAgainKeepsOnlyTheEarlierPlace() {
        lose();
        long newer = queue.number("a");

        assertThat(queue.scripts.restore(List.of(A))).isEmpty();

        assertThat(queue.waiting()).containsExactly("a");
        for (long number : List.of(1L, newer)) {
            assertThat(queue.scripts.locate("a", number)).isInstanceOf(Location.Waiting.class);
            assertThat(queue.redirected("a", number)).isEqualTo(1);
        }
        assertThat(queue.scripts.restore(List.of(new Person("a", newer)))).containsExactly("a");
    }

    @Test
    void anActiveUserStaysActive() {
        lose();
        long newer = queue.number("a");
        queue.tickFor(Duration.ofMinutes(1), SETTINGS, 100);

        assertThat(queue.scripts.restore(List.of(A))).containsExactly("a");
        assertThat(queue.active()).containsExactly("a");
        assertThat(queue.waiting()).isEmpty();
        assertThat(queue.scripts.locate("a", 1)).isInstanceOf(Location.Active.class);
        assertThat(queue.redirected("a", 1)).isEqualTo(newer);
    }

    @Test
    void aPersonWhoWaitsAtAnEarlierPlaceKeepsIt() {
        lose();
        long newer = queue.number("a");
        queue.loseAndOpen();
        queue.scripts.restore(List.of(A));

        assertThat(queue.scripts.restore(List.of(new Person("a", newer)))).containsExactly("a");
        assertThat(queue.redirected("a", newer)).isEqualTo(1);
        assertThat(queue.waiting()).containsExactly("a");
    }

    @Test
    void threeTokensOfOnePersonStandForOnePlace() {
        lose();
        long second = queue.number("a");
        queue.loseAndOpen();
        long third = queue.number("a");
        queue.scripts.restore(List.of(new Person("a", second)));
        queue.scripts.restore(List.of(A));

        for (long number : List.of(1L, second, third)) {
            assertThat(queue.redirected("a", number)).isEqualTo(1);
        }
        assertThat(queue.scripts.leave("a", third)).isEqualTo(new Departure(Outcome.LEFT, 1));
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aRedisThatMayBeBehindPutsNoPlaceBackYet() {
        lose();
        queue.startRedisAgain();

        assertThat(queue.scripts.restore(List.of(A))).containsExactly("a");

        queue.open();
        assertThat(queue.scripts.restore(List.of(A))).isEmpty();
    }
}
