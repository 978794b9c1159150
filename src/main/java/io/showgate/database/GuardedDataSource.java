package io.showgate.database;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool as everybody gets it: nobody waits for a database that does not answer, nor for one that is busy. While the
 * breaker is open nothing is asked; otherwise each kind of work has connections of its own, together fewer than the
 * pool has, and is refused when all are taken. What is lent is a {@link GuardedConnection}. Thread-safe.
 */
final class GuardedDataSource extends DelegatingDataSource {

    /** What is counted when a connection is refused. */
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
     * A connection for the kind of work that the calling code does.
     *
     * @throws DatabaseRefusedException at once while the breaker is open, or soon if the kind has no connection left
     * @throws SQLException if the database does not give one
     */
    @Override
    public Connection getConnection() throws SQLException {
        return lend(bulkheads.current());
    }

    /** Not with other credentials: such connections would not be guarded. */
    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("connections are those of the pool");
    }

    private Connection lend(DatabaseLimits limits) throws SQLException {
        var call = enter(limits);
        try {
            return GuardedConnection.of(obtainTargetDataSource().getConnection(), call);
        } catch (SQLException | RuntimeException | Error failure) {
            call.failed(failure);
            throw failure;
        }
    }

    private DatabaseCall enter(DatabaseLimits limits) throws DatabaseRefusedException {
        long start = System.nanoTime();
        if (!breaker.tryAcquirePermission()) {
            refusals.open().increment();
            throw new DatabaseRefusedException("the database is not asked while it does not answer");
        }
        if (!limits.bulkhead().tryAcquirePermission()) {
            breaker.releasePermission();
            refusals.full().increment();
            throw new DatabaseRefusedException("all connections for this kind of work are in use");
        }
        return new DatabaseCall(limits, breaker, start);
    }
}
