package io.showgate.startup;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Waits for the database before the schema is brought up to date, however long it takes: whoever starts everything at
 * once, or starts an instance while the database is away, need not come back and do it again. Meanwhile the management
 * port says that this instance lives and is not ready. A database that answers and refuses us is not waited for, since
 * waiting would not help.
 */
@Component
class DatabaseStart implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final StartingHealth health;

    DatabaseStart(StartingHealth health) {
        this.health = health;
    }

    @Override
    public void migrate(Flyway flyway) {
        var failure = unreachable(flyway.getConfiguration().getDataSource());
        if (failure != null) {
            LOG.warn("The database does not answer; the start goes on as soon as it does: {}", failure.getMessage());
            try (var _ = health.open()) {
                await(flyway.getConfiguration().getDataSource());
            }
            LOG.info("The database answers; the start goes on");
        }
        flyway.migrate();
    }

    private static void await(DataSource database) {
        do {
            pause();
        } while (unreachable(database) != null);
    }

    /** Waiting this way is given up when the application is told to end. */
    private static void pause() {
        get(new CompletableFuture<@Nullable Void>().completeOnTimeout(null, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Why there is no connection to be had, or null if there is. Tried in another thread for the same reason. */
    private static @Nullable SQLException unreachable(DataSource database) {
        return get(CompletableFuture.supplyAsync(() -> connect(database)));
    }

    private static @Nullable SQLException connect(DataSource database) {
        try (var _ = database.getConnection()) {
            return null;
        } catch (SQLException failure) {
            return isRefusal(failure) ? null : failure;
        }
    }

    /** Wrong credentials and unknown databases: what comes next fails for the same reason, and says so. */
    private static boolean isRefusal(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("28") || state.startsWith("42"));
    }

    private static <T extends @Nullable Object> T get(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was given up while it waited for the database", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
