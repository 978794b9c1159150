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
 * People who come to a sale: some at the opening, and then a number of people a second on average, until {@link #end}
 * is called.
 */
final class Arrivals implements AutoCloseable {

    private static final int AT_THE_OPENING = 80;

    private final Sale sale;
    private final Random random;
    private final int perSecond;
    private final Duration longestVisit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Future<?>> visits = new ConcurrentLinkedQueue<>();
    private final Future<?> arrivals;
    private volatile boolean over;

    Arrivals(Sale sale, long seed, int perSecond, Duration longestVisit) {
        this.sale = sale;
        this.random = new Random(seed);
        this.perSecond = perSecond;
        this.longestVisit = longestVisit;
        arrivals = threads.submit(() -> {
            arrive();
            return null;
        });
    }

    private void arrive() throws InterruptedException {
        for (int number = 0; !over; number++) {
            var person = new Person("person-" + number, sale, random.nextLong(), longestVisit);
            visits.add(threads.submit(() -> {
                person.visit();
                return null;
            }));
            if (number >= AT_THE_OPENING) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000 / perSecond));
            }
        }
    }

    /** Stops the arrivals and waits until all visits have ended; returns how many people came. */
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
