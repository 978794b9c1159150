package io.showgate.admission;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.showgate.database.DatabaseGuard;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much of the database this instance uses. */
@Component
class DatabaseLoad {

    /** The bulkhead of the connections that people wait for. */
    private static final String REQUESTS = "database-requests";

    private final DataSource dataSource;
    private final BulkheadRegistry bulkheads;
    private final DatabaseGuard guard;
    private volatile @Nullable HikariDataSource pool;

    DatabaseLoad(DataSource dataSource, BulkheadRegistry bulkheads, DatabaseGuard guard) {
        this.dataSource = dataSource;
        this.bulkheads = bulkheads;
        this.guard = guard;
    }

    /** The part that is in use of all connections, or of those for requests, whichever is fuller; from 0 to 1. */
    double usage() {
        var state = state();
        double ofAll = state == null ? 0 : (double) state.getActiveConnections() / pool().getMaximumPoolSize();
        return Math.max(ofAll, bulkheads.find(REQUESTS).map(DatabaseLoad::usage).orElse(0.0));
    }

    private static double usage(Bulkhead bulkhead) {
        var calls = bulkhead.getMetrics();
        return 1 - (double) calls.getAvailableConcurrentCalls() / calls.getMaxAllowedConcurrentCalls();
    }

    /** How many threads wait for a connection. */
    int waiting() {
        var state = state();
        return state == null ? 0 : state.getThreadsAwaitingConnection();
    }

    /** Whether the database is known not to answer. */
    boolean isBroken() {
        return guard.isOpen();
    }

    /** Null until the first connection is made. */
    private @Nullable HikariPoolMXBean state() {
        return pool().getHikariPoolMXBean();
    }

    private HikariDataSource pool() {
        var known = pool;
        if (known == null) {
            known = unwrapped();
            pool = known;
        }
        return known;
    }

    private HikariDataSource unwrapped() {
        try {
            return dataSource.unwrap(HikariDataSource.class);
        } catch (SQLException noPool) {
            throw new IllegalStateException("the connections come from no Hikari pool", noPool);
        }
    }
}
