package io.showgate.database;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The lane of each kind of work. Until the instance is ready nobody waits for it, and what it does then, such as
 * loading demo data, takes as long as it takes. Thread-safe.
 */
final class DatabaseBulkheads {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private final DatabaseLimits start;
    private final DatabaseLimits requests;
    private final DatabaseLimits background;
    private volatile boolean ready;

    DatabaseBulkheads(BulkheadRegistry bulkheads, DatabaseProperties properties) {
        var some = properties.requests();
        requests = new DatabaseLimits(
                bulkheads.bulkhead(name(DatabaseWork.REQUESTS), bulkhead(some.connections(), some.patience())),
                some.answer(),
                some.hold(),
                some.slow());
        var others = properties.background();
        background = new DatabaseLimits(
                bulkheads.bulkhead(name(DatabaseWork.BACKGROUND), bulkhead(others.connections(), others.patience())),
                others.answer(),
                others.hold(),
                others.slow());
        start = new DatabaseLimits(
                background.bulkhead(), AS_LONG_AS_IT_TAKES, AS_LONG_AS_IT_TAKES, AS_LONG_AS_IT_TAKES);
    }

    /** The lane for what the calling code does. */
    DatabaseLimits current() {
        if (!ready) {
            return start;
        }
        return switch (DatabaseWork.current()) {
            case REQUESTS -> requests;
            case BACKGROUND -> background;
        };
    }

    /** From now on requests are served. */
    @EventListener(ApplicationReadyEvent.class)
    void serve() {
        ready = true;
    }

    private static String name(DatabaseWork kind) {
        return "database-" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static BulkheadConfig bulkhead(int connections, Duration patience) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(connections)
                .maxWaitDuration(patience)
                .build();
    }
}
