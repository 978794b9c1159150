package io.showgate.faults;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * People who come to a sale: some who have waited for it to begin, and then on average so many a second, until it is
 * said that nobody more comes.
 */
final class Crowd implements AutoCloseable {

    private static final int AT_THE_OPENING = 80;

    private final Sale sale;
    private final Random random;
    private final int perSecond;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Future<?>> visits = new ConcurrentLinkedQueue<>();
    private final Future<?> arrivals;
    private volatile boolean over;

    Crowd(Sale sale, long seed, int perSecond, Duration patience) {
        this.sale = sale;
        this.random = new Random(seed);
        this.perSecond = perSecond;
        this.patience = patience;
        arrivals = threads.submit(() -> {
            arrive();
            return null;
        });
    }

    private void arrive() throws InterruptedException {
        for (int number = 0; !over; number++) {
            var person = new Person("person-" + number, sale, random.nextLong(), patience);
            visits.add(threads.submit(() -> {
                person.visit();
                return null;
            }));
            if (number >= AT_THE_OPENING) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000 / perSecond));
            }
        }
    }

    /** Nobody more comes; returns how many came, once they are all gone again. */
    int end() throws InterruptedException, ExecutionException {
        over = true;
        arrivals.get();
        for (var visit : visits) {
            visit.get();
        }
        return visits.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
