package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
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
            try {
                answered.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return made.incrementAndGet();
        });
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
}
