package io.showgate.admission;

import com.zaxxer.hikari.HikariDataSource;
import io.showgate.queue.AdmissionPressure;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Presses as hard as this instance's database pool is used: as its connections fill up the rate falls from ceiling to
 * floor, and a single thread waiting for one is full pressure.
 */
@Component
class PoolPressure implements AdmissionPressure {

    private final DataSource dataSource;

    PoolPressure(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public double now() {
        if (!(dataSource instanceof HikariDataSource pool) || pool.getHikariPoolMXBean() == null) {
            return 0;
        }
        var state = pool.getHikariPoolMXBean();
        return state.getThreadsAwaitingConnection() > 0
                ? 1
                : (double) state.getActiveConnections() / pool.getMaximumPoolSize();
    }
}
