package io.showgate.database;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The connection pool that all code uses. It lets no work wait for a database that does not answer or is busy. While
 * the breaker is open it refuses every connection. Otherwise each type of work has its own connections, together fewer
 * than the pool has, and is refused when all of them are in use. It lends a {@link GuardedConnection}. Thread-safe.
 */
final class GuardedDataSource extends DelegatingDataSource {

    /** The counters of refused connections, by reason. */
    record Refusals(Counter open, Counter full) {}

    private final CircuitBreaker breaker;
    private final DatabaseBulkheads bulkheads;
    private final Refusals refusals;

    GuardedDataSource(DataSource pool, CircuitBreaker breaker, DatabaseBulkheads bulkheads, Refusals refusals) {
        super(pool);
        this.breaker = breaker;
        this.bulkheads = bulkheads;
        this.refusals = refusals;
    }

    /**
     * A connection for the type of work that the calling code does.
     *
     * @throws DatabaseRefusedException at once while the breaker is open, or after a short wait if all connections for
     *     this type are in use
     * @throws SQLException if the database gives none
     */
    @Override
    public Connection getConnection() throws SQLException {
        return lend(bulkheads.current());
    }

    /** Refuses other credentials: such connections would not be guarded. */
    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("Use the pool's own credentials");
    }

    private Connection lend(DatabaseLimits limits) throws SQLException {
        var call = enter(limits);
        try {
            return GuardedConnection.of(bulkheads.borrow(limits, obtainTargetDataSource()), call);
        } catch (SQLException | RuntimeException | Error failure) {
            call.failed(failure);
            throw failure;
        }
    }

    private DatabaseCall enter(DatabaseLimits limits) throws DatabaseRefusedException {
        long start = System.nanoTime();
        if (!breaker.tryAcquirePermission()) {
            refusals.open().increment();
            throw new DatabaseRefusedException("The circuit breaker of the database is open");
        }
        if (!limits.bulkhead().tryAcquirePermission()) {
            breaker.releasePermission();
            refusals.full().increment();
            throw new DatabaseRefusedException("All connections for this type of work are in use");
        }
        return new DatabaseCall(limits, breaker, start);
    }
}
