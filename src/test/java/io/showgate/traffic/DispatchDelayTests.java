package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The waits for a thread that count as overload. */
class DispatchDelayTests {

    private final DispatchDelay delay = new DispatchDelay();
    private long now = TimeUnit.HOURS.toNanos(1);

    /** A request every 10 ms, each after this wait. */
    private void requests(int count, long waitedMillis) {
        for (int i = 0; i < count; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(10);
            delay.note(now - TimeUnit.MILLISECONDS.toNanos(waitedMillis), now);
        }
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(delay.nanos());
    }

    @Test
    void aWaitOfEveryRequestCounts() {
        requests(100, 700);

        assertThat(millis()).isEqualTo(700);
    }

    @Test
    void aWaitOfSomeRequestsDoesNotCount() {
        requests(100, 1);
        requests(20, 900);

        assertThat(millis()).isEqualTo(1);
    }

    @Test
    void overloadEndsWithTheFirstRequestThatDoesNotWait() {
        requests(100, 700);
        requests(1, 0);

        assertThat(millis()).isZero();
    }

    @Test
    void afterAQuietTimeTheLastRushIsForgotten() {
        requests(100, 700);
        now += TimeUnit.MINUTES.toNanos(10);
        requests(1, 0);

        assertThat(millis()).isZero();
    }

    @Test
    void tasksRunAndAreMeasured() throws InterruptedException, ExecutionException, TimeoutException {
        try (var one = Executors.newSingleThreadExecutor()) {
            var threads = delay.measured(one);
            var done = new CompletableFuture<String>();

            threads.execute(() -> done.complete("done"));

            assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(delay.nanos()).isNotNegative();
        }
    }
}
