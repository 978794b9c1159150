package io.showgate.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How much of the connection pool is in use. Looks the pool up when it is first asked. Thread-safe. */
final class PoolUsage {

    private final Supplier<DataSource> dataSource;
    private final IntSupplier apartWaiting;
    private volatile @Nullable HikariDataSource pool;

    /**
     * The usage of this pool.
     *
     * @param apartWaiting how many threads wait for connections that do not count
     */
    PoolUsage(Supplier<DataSource> dataSource, IntSupplier apartWaiting) {
        this.dataSource = dataSource;
        this.apartWaiting = apartWaiting;
    }

    /**
     * The part of the connections that is in use, from 0 to 1.
     *
     * @param apart connections that do not count
     * @param apartInUse how many of these are in use
     */
    double usage(int apart, int apartInUse) {
        var state = state();
        if (state == null) {
            return 0;
        }
        int counted = Math.max(1, pool().getMaximumPoolSize() - apart);
        return Math.clamp((double) (state.getActiveConnections() - apartInUse) / counted, 0, 1);
    }

    /**
     * How many threads wait for a connection that counts. While a connection is idle no thread waits: the pool counts
     * every thread for the moment in which it takes one. The others are counted before and after, because their waits
     * may begin or end meanwhile.
     */
    int waiting() {
        int apartBefore = apartWaiting.getAsInt();
        var state = state();
        int all = state == null || state.getIdleConnections() > 0 ? 0 : state.getThreadsAwaitingConnection();
        return Math.max(0, all - Math.max(apartBefore, apartWaiting.getAsInt()));
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
