package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Threads that ask for one key at the same time share one call. */
class SharedCallsTests {

    private final SharedCalls<String, Integer> calls = new SharedCalls<>();
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void threadsThatAskAtOnceShareOneCall() {
        var threads = Stream.generate(() -> Thread.ofPlatform().start(this::askSlowly))
                .limit(50)
                .toList();
        await().until(() -> allWait(threads));
        answered.countDown();

        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(made).hasValue(1);
    }

    private static boolean allWait(List<Thread> threads) {
        return threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
    }

    private void askSlowly() {
        calls.answer("a", () -> {
            awaitAnswer();
            return made.incrementAndGet();
        });
    }

    private void awaitAnswer() {
        try {
            answered.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void nothingIsKeptOnceAnswered() {
        assertThat(calls.answer("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(calls.answer("a", made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void aFailureIsNotKeptEither() {
        assertThatThrownBy(() -> calls.answer("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(calls.answer("a", made::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void anErrorReachesTheThreadsThatShareTheCall() {
        var failed = new AtomicInteger();
        var threads = Stream.generate(() -> Thread.ofPlatform().start(() -> countFailure(failed)))
                .limit(2)
                .toList();
        await().until(() -> allWait(threads));
        answered.countDown();

        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(failed).hasValue(2);
    }

    private void countFailure(AtomicInteger failed) {
        try {
            calls.answer("a", () -> {
                awaitAnswer();
                throw new StackOverflowError();
            });
        } catch (StackOverflowError | CompletionException expected) {
            failed.incrementAndGet();
        }
    }
}
