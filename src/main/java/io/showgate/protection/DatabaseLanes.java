package io.showgate.protection;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** The lane of each kind of work. Until the instance is ready nobody waits for it: all is background. Thread-safe. */
final class DatabaseLanes {

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
    }

    /** The lane for what the calling code does. */
    DatabaseLane current() {
        return ready && DatabaseKind.current() == DatabaseKind.REQUESTS ? requests : background;
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
