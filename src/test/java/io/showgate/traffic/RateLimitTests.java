package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A limit of ten requests a second in the long run and five at once. */
class RateLimitTests {

    private static final int RATE = 10;
    private static final int BURST = 5;

    private final RateLimit limit = new RateLimit(12, RATE, BURST, new Random(1));
    private long now;

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private int taken(String source, int requests) {
        return (int) IntStream.range(0, requests)
                .filter(_ -> limit.take(source, now) == 0)
                .count();
    }

    @Test
    void onlyTheBurstIsAllowedAtOnce() {
        assertThat(taken("a", 100)).isEqualTo(BURST);
    }

    @Test
    void theRateIsAllowedInTheLongRun() {
        int taken = 0;
        for (int i = 0; i < 6_000; i++) {
            pass(10);
            taken += taken("a", 1);
        }

        assertThat(taken).isBetween(600, 600 + BURST);
    }

    @Test
    void aRefusalSaysExactlyWhenTheNextRequestConforms() {
        taken("a", BURST);

        long wait = limit.take("a", now);

        assertThat(wait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(limit.take("a", now + wait - 1)).isEqualTo(1);
        assertThat(limit.take("a", now + wait)).isZero();
    }

    @Test
    void refusedRequestsDoNotExtendTheWait() {
        taken("a", 1_000);
        pass(100);

        assertThat(taken("a", 10)).isEqualTo(1);
    }

    @Test
    void anIdleSourceHasItsBurstAgain() {
        taken("a", BURST);
        pass(3_600_000);

        assertThat(taken("a", 100)).isEqualTo(BURST);
    }

    @Test
    void sourcesDoNotShareALimit() {
        taken("a", 100);
        var unhurt = IntStream.range(0, 100).filter(i -> taken("source-" + i, 1) == 1);

        assertThat(unhurt.count()).isGreaterThanOrEqualTo(99);
    }

    @Test
    void sourcesThatAreNumbersDoNotShareALimit() {
        for (long first : new long[] {0, 0xffffL << 32, 0x2001_0db8L << 32}) {
            long one = first;
            IntStream.range(0, 100).forEach(_ -> limit.take(one, now));
            var unhurt = LongStream.rangeClosed(1, 100).filter(i -> limit.take(one + i, now) == 0);

            assertThat(unhurt.count()).isGreaterThanOrEqualTo(98);
        }
    }

    /** Two texts with the same String.hashCode. Such texts are easy to make. */
    @Test
    void aSourceCannotChooseItsSlot() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        taken("Aa", 100);

        assertThat(taken("BB", 1)).isEqualTo(1);
    }

    @Test
    void manyThreadsTogetherTakeOnlyTheBurst() {
        var taken = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> taken.addAndGet(taken("a", 10_000)));
            }
        }

        assertThat(taken).hasValue(BURST);
    }
}
