package io.showgate.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Background work begins before requests, survives failures, and ends without an interrupt. */
class BackgroundWorkTests {

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private Work work = new Work(Duration.ZERO, () -> {});

    /** Notes what happens. */
    private final class Work extends BackgroundWork {

        private final Runnable task;

        Work(Duration lastRun, Runnable task) {
            super("test-work", 1, lastRun);
            this.task = task;
        }

        @Override
        protected void begin() {
            events.add("begin in " + Thread.currentThread().getName());
            every(INTERVAL, task);
        }

        @Override
        protected void end() {
            events.add("end");
        }
    }

    private void start(Duration lastRun, Runnable task) {
        work = new Work(lastRun, task);
        work.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        work.stop();
    }

    private static boolean isReached(CountDownLatch latch) throws InterruptedException {
        return latch.await(10, TimeUnit.SECONDS);
    }

    private void waitInside() {
        entered.countDown();
        try {
            assertThat(isReached(released)).isTrue();
            events.add("finished");
        } catch (InterruptedException stopped) {
            events.add("interrupted");
        }
    }

    @Test
    void theFirstWorkIsDoneWhenTheStartReturns() {
        start(Duration.ZERO, () -> {});

        assertThat(events).containsExactly("begin in " + Thread.currentThread().getName());
        assertThat(work.isRunning()).isTrue();
    }

    @Test
    void aFailureDoesNotEndASchedule() throws InterruptedException {
        var runs = new CountDownLatch(4);
        start(Duration.ZERO, () -> {
            runs.countDown();
            if (runs.getCount() % 2 == 0) {
                throw new IllegalStateException("planted");
            }
            throw new StackOverflowError("planted");
        });

        assertThat(isReached(runs)).isTrue();
    }

    @Test
    void aStopWaitsForARunThatHasBegun() throws InterruptedException {
        start(Duration.ofSeconds(10), this::waitInside);
        assertThat(isReached(entered)).isTrue();

        var stopping = Thread.ofVirtual().start(work::stop);
        await().until(() -> !work.isRunning());
        assertThat(events).doesNotContain("end");

        released.countDown();
        stopping.join();

        assertThat(events).endsWith("finished", "end");
    }

    @Test
    void aStopWithoutATimeForTheLastRunWaitsForNoneAndInterruptsNone() throws InterruptedException {
        start(Duration.ZERO, this::waitInside);
        assertThat(isReached(entered)).isTrue();

        work.stop();

        assertThat(events).endsWith("end").doesNotContain("finished", "interrupted");
        assertThat(work.isRunning()).isFalse();
    }

    @Test
    void aSecondStopDoesNothing() {
        start(Duration.ZERO, () -> {});
        work.stop();
        work.stop();

        assertThat(events).containsOnlyOnce("end");
    }
}
