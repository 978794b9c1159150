package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads that ask about different keys at the same time share one call. */
class BatchedCallsTests {

    private static final int LARGEST = 10;
    private static final String BROKEN = "broken";

    private final List<List<Integer>> made = new CopyOnWriteArrayList<>();
    private final Semaphore mayAnswer = new Semaphore(0);
    private final BatchedCalls<Integer, String> calls = new BatchedCalls<>(LARGEST, this::call);
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();

    private List<String> call(List<Integer> keys) {
        made.add(keys);
        mayAnswer.acquireUninterruptibly();
        if (keys.contains(-1)) {
            throw new IllegalStateException(BROKEN);
        }
        return keys.stream().map(key -> "answer " + key).toList();
    }

    private Thread ask(int key) {
        return Thread.ofPlatform().start(() -> {
            try {
                answers.put(key, calls.answer(key));
            } catch (IllegalStateException failure) {
                answers.put(key, String.valueOf(failure.getMessage()));
            }
        });
    }

    /** Starts threads for these keys that wait while the call for key 0 is in progress. */
    private List<Thread> askDuringACall(int from, int to) {
        ask(0);
        await().until(() -> made.size() == 1);
        var threads = IntStream.range(from, to).mapToObj(this::ask).toList();
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return threads;
    }

    @Test
    void aSingleThreadMakesItsOwnCall() {
        mayAnswer.release(2);

        assertThat(calls.answer(7)).isEqualTo("answer 7");
        assertThat(calls.answer(7)).isEqualTo("answer 7");
        assertThat(made).containsExactly(List.of(7), List.of(7));
    }

    @Test
    void threadsThatComeDuringACallShareTheNextOne() {
        askDuringACall(1, 6);
        mayAnswer.release(2);

        await().until(() -> answers.size() == 6);
        assertThat(made).hasSize(2);
        assertThat(made.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        answers.forEach((key, answer) -> assertThat(answer).isEqualTo("answer " + key));
    }

    /** An answer must not be older than its question. */
    @Test
    void aThreadDoesNotShareACallThatBeganBeforeItAsked() {
        askDuringACall(0, 1);
        mayAnswer.release(2);

        await().until(() -> made.size() == 2);
        assertThat(made).containsExactly(List.of(0), List.of(0));
    }

    @Test
    void aCallHasAtMostTheLargestNumberOfKeys() {
        askDuringACall(1, 26);
        mayAnswer.release(4);

        await().until(() -> answers.size() == 26);
        assertThat(made.stream().map(List::size)).containsExactly(1, 10, 10, 5);
    }

    @Test
    void aFailureReachesTheThreadsThatShareTheCallAndNoOther() {
        askDuringACall(-1, 0);
        var more = IntStream.range(1, 3).mapToObj(this::ask).toList();
        await().until(() -> more.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        mayAnswer.release(2);

        await().until(() -> answers.size() == 4);
        assertThat(answers).containsEntry(-1, BROKEN).containsEntry(1, BROKEN).containsEntry(2, BROKEN);
        assertThat(answers).containsEntry(0, "answer 0");
        mayAnswer.release();
        assertThat(calls.answer(3)).isEqualTo("answer 3");
    }

    @Test
    void aCallThatLeavesOutAKeyIsAFailure() {
        var tooFew = new BatchedCalls<Integer, String>(LARGEST, _ -> List.of());

        assertThatThrownBy(() -> tooFew.answer(1)).isInstanceOf(IllegalStateException.class);
    }
}
