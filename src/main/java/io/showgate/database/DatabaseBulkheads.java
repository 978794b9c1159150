package io.showgate.database;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The limits of each type of work. No client waits until the instance is ready, so work at the start, such as loading
 * demo data, has no deadline. Thread-safe.
 */
final class DatabaseBulkheads {

    private final DatabaseLimits start;
    private final DatabaseLimits requests;
    private final DatabaseLimits background;
    private volatile boolean ready;

    DatabaseBulkheads(BulkheadRegistry bulkheads, DatabaseProperties properties) {
        requests = limits(bulkheads, DatabaseWork.REQUESTS, properties.requests());
        background = limits(bulkheads, DatabaseWork.BACKGROUND, properties.background());
        start = background.withoutDeadlines();
    }

    private static DatabaseLimits limits(
            BulkheadRegistry bulkheads, DatabaseWork work, DatabaseProperties.Work settings) {
        var config = BulkheadConfig.custom()
                .maxConcurrentCalls(settings.connections())
                .maxWaitDuration(settings.maxWait())
                .build();
        return DatabaseLimits.of(bulkheads.bulkhead(work.bulkhead(), config), settings);
    }

    /** The limits for the calling code. */
    DatabaseLimits current() {
        if (!ready) {
            return start;
        }
        return switch (DatabaseWork.current()) {
            case REQUESTS -> requests;
            case BACKGROUND -> background;
        };
    }

    /** The connections for requests. */
    Bulkhead requests() {
        return requests.bulkhead();
    }

    /** Ends the start: from now on the instance serves requests. */
    @EventListener(ApplicationReadyEvent.class)
    void serve() {
        ready = true;
    }
}
