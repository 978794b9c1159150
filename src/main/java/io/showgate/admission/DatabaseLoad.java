package io.showgate.admission;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much of the database this instance uses. */
@Component
class DatabaseLoad {

    private final DataSource dataSource;
    private volatile @Nullable HikariDataSource pool;

    DatabaseLoad(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The part of the connections that is in use, from 0 to 1. */
    double usage() {
        var state = state();
        return state == null ? 0 : (double) state.getActiveConnections() / pool().getMaximumPoolSize();
    }

    /** How many threads wait for a connection. */
    int waiting() {
        var state = state();
        return state == null ? 0 : state.getThreadsAwaitingConnection();
    }

    /** Whether the database is known not to answer. */
    boolean isBroken() {
        return false;
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
