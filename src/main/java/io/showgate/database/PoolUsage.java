package io.showgate.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How much of the connection pool is in use. Looks the pool up when it is first asked. Thread-safe. */
final class PoolUsage {

    private final Supplier<DataSource> dataSource;
    private volatile @Nullable HikariDataSource pool;

    PoolUsage(Supplier<DataSource> dataSource) {
        this.dataSource = dataSource;
    }

    /** The part of all connections that is in use, from 0 to 1. */
    double usage() {
        var state = state();
        return state == null ? 0 : (double) state.getActiveConnections() / pool().getMaximumPoolSize();
    }

    /** How many threads wait for a connection. */
    int waiting() {
        var state = state();
        return state == null ? 0 : state.getThreadsAwaitingConnection();
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
            return dataSource.get().unwrap(HikariDataSource.class);
        } catch (SQLException noPool) {
            throw new IllegalStateException("The data source is not a Hikari pool", noPool);
        }
    }
}
