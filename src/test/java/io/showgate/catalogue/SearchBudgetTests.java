package io.showgate.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Searches use their share of the database's time on average, and some of it at once. */
class SearchBudgetTests {

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final SearchBudget budget =
            new SearchBudget(0.25, Duration.ofMillis(100).toNanos(), time::get);

    private void pass(long millis) {
        time.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private void search(long millis) {
        pass(millis);
        budget.pay(Duration.ofMillis(millis).toNanos());
    }

    private Duration toWait() {
        return Duration.ofNanos(Math.max(0, budget.nanosToWait()));
    }

    @Test
    void aBurstMayRunAtOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(toWait()).isZero();
            search(10);
        }
    }

    @Test
    void afterABurstEachSearchWaitsUntilTheOneBeforeIsPaidOff() {
        while (toWait().isZero()) {
            search(10);
        }
        pass(toWait().toMillis());
        search(10);

        assertThat(toWait()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void searchesUseTheirShareOnAverage() {
        long begin = time.get();
        long used = 0;
        while (time.get() - begin < Duration.ofSeconds(60).toNanos()) {
            pass(toWait().plusMillis(1).toMillis());
            search(80);
            used += 80;
        }

        assertThat(used / 60_000.0).isBetween(0.23, 0.27);
    }

    @Test
    void timeWithoutSearchesSavesUpNoMoreThanTheBurst() {
        search(500);
        pass(100_000);
        int atOnce = 0;
        while (toWait().isZero()) {
            search(10);
            atOnce++;
        }

        assertThat(atOnce).isBetween(10, 14);
    }
}
