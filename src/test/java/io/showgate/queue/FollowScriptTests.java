package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code follow.lua}, with {@link Ranks}, which reads its counts. */
class FollowScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void anEmptyQueueHasNothing() {
        var snapshot = queue.snapshot();

        assertThat(snapshot.waiting()).isZero();
        assertThat(snapshot.isOpen()).isTrue();
        assertThat(snapshot.oldestMillis()).isZero();
    }

    @Test
    void theLogIsReadFromTheLastAppliedEntry() {
        long opened = queue.snapshot().version();
        queue.joinAll(2);
        queue.admit(SETTINGS, 50);
        queue.pass(Duration.ofSeconds(1));
        queue.admit(SETTINGS, 50);

        assertThat(queue.scripts.follow(opened).changes()).hasSize(2);
        var second = queue.scripts.follow(opened + 1);
        assertThat(second.firstVersion()).isEqualTo(opened + 2);
        assertThat(second.changes()).singleElement().asString().startsWith("+u2 2 ");
        assertThat(queue.scripts.follow(opened + 2).changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void positionsAreBoundedFromAboveExactInTheHeadAndNeverRise(long seed) {
        var random = new Random(seed);
        var waiting = new TreeSet<Long>();
        var best = new HashMap<Long, Long>();
        long frontier = 0;
        long joined = 0;
        for (int round = 0; round < 15; round++) {
            for (int i = random.nextInt(900); i > 0; i--) {
                joined++;
                waiting.add(queue.number("u" + joined));
            }
            leaveSome(random, waiting);
            frontier = admitSome(waiting, frontier);
            check(queue.snapshot(), waiting, best);
        }
        assertThat(best).hasSizeGreaterThan(3_000);
    }

    private void leaveSome(Random random, NavigableSet<Long> waiting) {
        int every = 2 + random.nextInt(20);
        for (var number : waiting.toArray(Long[]::new)) {
            if (number % every == 0 && random.nextInt(3) == 0) {
                queue.scripts.leave("u" + number, number);
                waiting.remove(number);
            }
        }
    }

    private long admitSome(NavigableSet<Long> waiting, long frontier) {
        queue.pass(Duration.ofSeconds(10));
        int admitted = queue.admit(TestQueue.rates(400, 400, 1_000_000), 400).admitted();
        long last = frontier;
        for (int i = 0; i < admitted; i++) {
            last = waiting.first();
            waiting.remove(last);
        }
        return last;
    }

    private static void check(QueueSnapshot snapshot, NavigableSet<Long> waiting, Map<Long, Long> best) {
        long rank = 0;
        for (long number : waiting) {
            rank++;
            long position = snapshot.position(number);
            long distance = number - snapshot.frontier();
            assertThat(position).as("number %d", number).isGreaterThanOrEqualTo(rank);
            assertThat(position).isLessThanOrEqualTo(best.getOrDefault(number, Long.MAX_VALUE));
            if (distance <= Ranks.HEAD) {
                assertThat(position).as("number %d", number).isEqualTo(rank);
            } else {
                assertThat(position - rank).isLessThanOrEqualTo(distance / Ranks.PARTS + 1);
            }
            best.put(number, position);
        }
        assertThat(snapshot.waiting()).isEqualTo(waiting.size());
        assertThat(snapshot.position(snapshot.sequence() + 5)).isGreaterThanOrEqualTo(rank + 1);
    }

    @Test
    void numbersSkippedAfterALossDoNotMakePositionsVague() {
        queue.joinAll(30);
        queue.admit(SETTINGS, 50);
        queue.loseAndOpen();
        var empty = queue.snapshot();
        long first = queue.number("n1");
        assertThat(empty.position(first)).isEqualTo(1);
        queue.scripts.restore(List.of(new PresenceBatch.Person("u7", 7), new PresenceBatch.Person("u9", 9)));
        long second = queue.number("n2");

        var snapshot = queue.snapshot();

        assertThat(snapshot.position(7)).isEqualTo(1);
        assertThat(snapshot.position(9)).isEqualTo(2);
        assertThat(snapshot.position(first)).isEqualTo(3);
        assertThat(snapshot.position(second)).isEqualTo(4);
        assertThat(snapshot.position(second + 1)).isEqualTo(5);
    }

    @Test
    void aNumberThatLeftTheHeadHasNoPosition() {
        queue.joinAll(5);
        queue.scripts.leave("u3", 3);

        assertThat(queue.snapshot().position(3)).isZero();
        assertThat(queue.snapshot().position(4)).isEqualTo(3);
    }
}
