package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.web.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One person, one place: 200 threads join 20,000 users three times each, through two instances. */
class JoinUnderLoadIntegrationTests {

    private static final int THREADS = 200;
    private static final int USERS = 20_000;
    private static final int TIMES = 3;

    private final TestQueue queue = new TestQueue();
    private final List<LocalQueue> instances =
            List.of(queue.local(TestQueue.SETTINGS), queue.local(TestQueue.SETTINGS));
    private final ConcurrentMap<Integer, String> tokens = new ConcurrentHashMap<>();

    @Test
    void everyUserGetsOneNumberAndNoNumberIsMissing() throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var shares = new ArrayList<Future<?>>();
            for (int thread = 0; thread < THREADS; thread++) {
                var share = share(thread);
                shares.add(threads.submit(() -> share.forEach(this::join)));
            }
            for (var done : shares) {
                done.get();
            }
        }

        var numbers = tokens.values().stream()
                .map(token -> TestQueue.read(token).number())
                .sorted()
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, USERS).mapToObj(Long::valueOf).toList());
        assertThat(queue.waiting()).hasSize(USERS);
        assertThat(queue.waiting())
                .containsExactlyElementsOf(tokens.values().stream()
                        .map(TestQueue::read)
                        .sorted((a, b) -> Long.compare(a.number(), b.number()))
                        .map(WaitingToken::user)
                        .toList());
    }

    /**
     * The share of one thread. All shares together have each user three times, in a random order, so that the same user
     * often joins on several threads at once.
     */
    private static List<Integer> share(int thread) {
        var users = new ArrayList<Integer>();
        for (int i = thread; i < USERS * TIMES; i += THREADS) {
            users.add(i / TIMES);
        }
        Collections.shuffle(users.subList(0, users.size()), new Random(thread / TIMES));
        return users;
    }

    private void join(int user) {
        var instance = instances.get(user % 7 % 2);
        var answer = (QueueAnswer.Waiting) instance.places().join(new UserId("user-" + user));
        var before = tokens.putIfAbsent(user, answer.waitingToken());
        if (before != null) {
            assertThat(answer.waitingToken()).isEqualTo(before);
        }
    }
}
