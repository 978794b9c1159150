package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.ActiveUsers.Session;
import io.showgate.queue.Departure.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code readmit.lua}. */
class ReadmitScriptTests {

    private final TestQueue queue = new TestQueue();

    private Session session(long number, long lasts) {
        return new Session(number, queue.now.get() + lasts, queue.now.get() + 1_800_000);
    }

    @Test
    void sessionsComeBackWithTheirEnds() {
        queue.loseAndOpen();

        assertThat(queue.scripts.readmit(Map.of("a", session(5, 60_000)))).isEqualTo(1);

        assertThat(queue.active()).containsExactly("a");
        assertThat(queue.session("a", 5)).isEqualTo(session(5, 60_000));
        assertThat(queue.snapshot().frontier()).isEqualTo(5);
        assertThat(queue.log()).singleElement().asString().startsWith("+a 5 ");
    }

    @Test
    void aSessionThatIsOverStaysOver() {
        assertThat(queue.scripts.readmit(Map.of("a", session(5, 0)))).isZero();
        assertThat(queue.active()).isEmpty();
    }

    @Test
    void aSessionThatRedisKnowsIsNotChanged() {
        queue.join("a");
        queue.admit(SETTINGS, 100);
        var known = queue.session("a", 1);

        assertThat(queue.scripts.readmit(Map.of("a", session(1, 1_000)))).isZero();

        assertThat(queue.session("a", 1)).isEqualTo(known);
    }

    @Test
    void aUserWhoJoinedAgainIsActiveWithBothNumbers() {
        queue.join("a");
        queue.loseAndOpen();
        long newer = queue.number("a");

        assertThat(queue.scripts.readmit(Map.of("a", session(1, 60_000)))).isEqualTo(1);

        assertThat(queue.waiting()).isEmpty();
        for (long number : List.of(1L, newer)) {
            assertThat(queue.session("a", number)).isEqualTo(session(1, 60_000));
        }
        assertThat(queue.scripts.leave("a", newer).outcome()).isEqualTo(Outcome.LEFT);
        assertThat(queue.scripts.readmit(Map.of("a", session(1, 60_000)))).isZero();
    }

    @Test
    void aUserWhoShowedTheEarlierTokenFirstIsActiveToo() {
        queue.join("a");
        queue.loseAndOpen();
        long active = queue.number("a");
        queue.loseAndOpen();
        queue.scripts.restore(List.of(new PresenceBatch.Person("a", 1)));
        queue.scripts.restore(List.of(new PresenceBatch.Person("a", active)));

        assertThat(queue.scripts.readmit(Map.of("a", session(active, 60_000)))).isEqualTo(1);

        for (long number : List.of(1L, active)) {
            assertThat(queue.session("a", number)).isEqualTo(session(active, 60_000));
        }
    }

    @Test
    void aUserWhoseAdmissionWasLostNoLongerWaits() {
        queue.join("a");

        assertThat(queue.scripts.readmit(Map.of("a", session(1, 1_000)))).isEqualTo(1);

        assertThat(queue.waiting()).isEmpty();
        assertThat(queue.seen()).isEmpty();
        assertThat(queue.active()).containsExactly("a");
    }
}
