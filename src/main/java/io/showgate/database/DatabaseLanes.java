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
final class DatabaseLanes {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private final DatabaseLane start;
    private final DatabaseLane requests;
    private final DatabaseLane background;
    private volatile boolean ready;

    DatabaseLanes(BulkheadRegistry bulkheads, DatabaseProperties properties) {
        var some = properties.requests();
        requests = new DatabaseLane(
                bulkheads.bulkhead(name(DatabaseKind.REQUESTS), bulkhead(some.connections(), some.patience())),
                some.answer(),
                some.hold(),
                some.slow());
        var others = properties.background();
        background = new DatabaseLane(
                bulkheads.bulkhead(name(DatabaseKind.BACKGROUND), bulkhead(others.connections(), others.patience())),
                others.answer(),
                others.hold(),
                others.slow());
        start = new DatabaseLane(background.bulkhead(), AS_LONG_AS_IT_TAKES, AS_LONG_AS_IT_TAKES, AS_LONG_AS_IT_TAKES);
    }

    /** The lane for what the calling code does. */
    DatabaseLane current() {
        if (!ready) {
            return start;
        }
        return switch (DatabaseKind.current()) {
            case REQUESTS -> requests;
            case BACKGROUND -> background;
        };
    }

    /** From now on requests are served. */
    @EventListener(ApplicationReadyEvent.class)
    void serve() {
        ready = true;
    }

    private static String name(DatabaseKind kind) {
        return "database-" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static BulkheadConfig bulkhead(int connections, Duration patience) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(connections)
                .maxWaitDuration(patience)
                .build();
    }
}
