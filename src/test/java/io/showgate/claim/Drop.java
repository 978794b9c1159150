package io.showgate.claim;

import io.showgate.support.Answers;
import io.showgate.support.Line;
import io.showgate.support.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A drop that runs while a test disturbs the servers. People arrive at an even rate, every third of them with two
 * phones, and each stays until they know their result. {@link #close} ends it for all of them.
 */
final class Drop implements AutoCloseable {

    private static final Duration LONGEST_STAY = Duration.ofSeconds(40);
    private static final int ASKING = 500;

    private final Answers answers = new Answers();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Line line;
    private final Semaphore asking = new Semaphore(ASKING);
    private final List<Future<?>> phones = new ArrayList<>();
    private final Future<?> arrivals;

    private Drop(long couponId, List<Integer> ports, int people, Duration over) {
        line = new Line(ports, answers);
        arrivals = threads.submit(() -> {
            arrive(people, over, couponId);
            return null;
        });
    }

    /** This many people arrive over that time and claim coupons of a campaign at instances on these ports. */
    static Drop begin(long couponId, List<Integer> ports, int people, Duration over) {
        return new Drop(couponId, ports, people, over);
    }

    private void arrive(int people, Duration over, long couponId) throws InterruptedException {
        long start = System.nanoTime();
        for (int person = 0; person < people; person++) {
            long due = start + over.toNanos() / people * person;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            for (int phone = 0; phone < (person % 3 == 0 ? 2 : 1); phone++) {
                var own = new Phone("person-" + person, couponId, line, asking);
                phones.add(threads.submit(() -> {
                    own.buy(System.nanoTime() + LONGEST_STAY.toNanos());
                    return null;
                }));
            }
        }
    }

    /** Returns once this many claims were answered with a receipt. */
    void awaitReceipts(long count) throws InterruptedException {
        await("POST 202", count);
    }

    /** Returns once this many claims were answered 503. */
    void awaitRefusals(long count) throws InterruptedException {
        await("POST 503", count);
    }

    private void await(String answer, long count) throws InterruptedException {
        long limit = System.nanoTime() + LONGEST_STAY.toNanos();
        while (answers.count(answer) < count) {
            if (System.nanoTime() > limit) {
                throw new AssertionError(count + " times " + answer + " were awaited, but: " + answers);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** The answers so far. */
    Answers answers() {
        return answers;
    }

    /** Waits until each person knows the result or gives up. */
    Answers end() throws InterruptedException, ExecutionException {
        arrivals.get();
        for (var phone : phones) {
            phone.get();
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
