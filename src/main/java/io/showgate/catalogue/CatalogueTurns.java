package io.showgate.catalogue;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.database.DatabaseGuard;
import io.showgate.database.DatabaseWork;
import io.showgate.web.BusyException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * The turns of loads from the database: each kind of work has its own. A load waits for its turn here, because the
 * database would refuse it at once. It waits at most {@value #WAIT_MILLIS} ms, a search {@value #SEARCH_WAIT_MILLIS}
 * ms. Searches also have a {@linkplain SearchBudget budget} of time. So any number of searches leaves lists and dates
 * alone (docs/adr/0025). Thread-safe.
 */
final class CatalogueTurns {

    private static final int WAIT_MILLIS = 1_000;

    /** Shorter, because a search takes longer after its wait. */
    private static final int SEARCH_WAIT_MILLIS = 500;

    /** The connections for requests that dates leave free, for people who give coupons back. */
    private static final int LEFT_FREE = 2;

    /** Twenty searches of 50 ms, or some hundred usual ones. */
    private static final Duration BURST = Duration.ofSeconds(1);

    private record Turns(Bulkhead bulkhead, Counter refused) {}

    private final Map<CatalogueWork, Turns> turns = new EnumMap<>(CatalogueWork.class);

    private final SearchBudget searches;

    CatalogueTurns(
            DatabaseGuard database, BulkheadRegistry bulkheads, CatalogueProperties properties, MeterRegistry meters) {
        searches = new SearchBudget(properties.searchShare(), BURST.toNanos(), System::nanoTime);
        for (var work : CatalogueWork.values()) {
            turns.put(work, new Turns(bulkhead(work, database, bulkheads), refused(work, meters)));
        }
    }

    private static Bulkhead bulkhead(CatalogueWork work, DatabaseGuard database, BulkheadRegistry bulkheads) {
        int connections = database.connections(work.database());
        var config = BulkheadConfig.custom()
                .maxConcurrentCalls(
                        work.database() == DatabaseWork.REQUESTS ? Math.max(1, connections - LEFT_FREE) : connections)
                .maxWaitDuration(Duration.ofMillis(work == CatalogueWork.SEARCH ? SEARCH_WAIT_MILLIS : WAIT_MILLIS))
                .build();
        return bulkheads.bulkhead("catalogue-" + work.tag(), config);
    }

    private static Counter refused(CatalogueWork work, MeterRegistry meters) {
        return Counter.builder("catalogue.refused")
                .description("Loads of the catalogue that got no turn in time")
                .tag("question", work.tag())
                .register(meters);
    }

    /**
     * Runs a load in its turn, on the connections for its kind of work.
     *
     * @throws BusyException if it gets no turn in time
     */
    <T> T load(CatalogueWork work, Callable<T> loader) throws Exception {
        var own = Objects.requireNonNull(turns.get(work));
        if (!own.bulkhead().tryAcquirePermission()) {
            throw refused(work, own);
        }
        try {
            return work == CatalogueWork.SEARCH ? search(own, loader) : run(work, loader);
        } finally {
            own.bulkhead().onComplete();
        }
    }

    private <T> T search(Turns own, Callable<T> loader) throws Exception {
        long wait = searches.nanosToWait();
        if (wait > Duration.ofMillis(SEARCH_WAIT_MILLIS).toNanos()) {
            throw refused(CatalogueWork.SEARCH, own);
        }
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
        long start = System.nanoTime();
        try {
            return run(CatalogueWork.SEARCH, loader);
        } finally {
            searches.pay(System.nanoTime() - start);
        }
    }

    private static <T> T run(CatalogueWork work, Callable<T> loader) throws Exception {
        return DatabaseGuard.as(work.database(), loader::call);
    }

    private static BusyException refused(CatalogueWork work, Turns turns) {
        turns.refused().increment();
        return new BusyException("All turns for this question to the catalogue are taken: " + work.tag());
    }
}
