package io.showgate.database;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The limits of each type of work. No client waits until the instance is ready, so work at the start, such as loading
 * demo data, has no deadline. Thread-safe.
 */
final class DatabaseBulkheads {

    private final DatabaseLimits start;
    private final Map<DatabaseWork, DatabaseLimits> limits = new EnumMap<>(DatabaseWork.class);
    private final AtomicInteger publicWaiting = new AtomicInteger();
    private volatile boolean ready;

    DatabaseBulkheads(BulkheadRegistry bulkheads, DatabaseProperties properties) {
        for (var work : DatabaseWork.values()) {
            limits.put(work, limits(bulkheads, work, properties.of(work)));
        }
        start = limits(DatabaseWork.BACKGROUND).withoutDeadlines();
    }

    private static DatabaseLimits limits(
            BulkheadRegistry bulkheads, DatabaseWork work, DatabaseProperties.Work settings) {
        var config = BulkheadConfig.custom()
                .maxConcurrentCalls(settings.connections())
                .maxWaitDuration(settings.maxWait())
                .build();
        return DatabaseLimits.of(work, bulkheads.bulkhead(work.bulkhead(), config), settings);
    }

    /** The limits for the calling code. */
    DatabaseLimits current() {
        if (!ready) {
            return start;
        }
        return limits(DatabaseWork.current());
    }

    private DatabaseLimits limits(DatabaseWork work) {
        return Objects.requireNonNull(limits.get(work));
    }

    /** The connections for this type of work. */
    Bulkhead of(DatabaseWork work) {
        return limits(work).bulkhead();
    }

    /** Borrows a connection from the pool, and counts the wait for it if anyone can cause this type of work. */
    Connection borrow(DatabaseLimits limits, DataSource pool) throws SQLException {
        if (!limits.work().isPublic()) {
            return pool.getConnection();
        }
        publicWaiting.incrementAndGet();
        try {
            return pool.getConnection();
        } finally {
            publicWaiting.decrementAndGet();
        }
    }

    /** How many threads wait for a connection for lists or searches. */
    int publicWaiting() {
        return publicWaiting.get();
    }

    /** Ends the start: from now on the instance serves requests. */
    @EventListener(ApplicationReadyEvent.class)
    void serve() {
        ready = true;
    }
}
