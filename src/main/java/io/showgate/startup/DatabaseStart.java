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
 * Waits for the database, for any time, before it migrates the schema. So the order in which servers and instances
 * start does not matter. Meanwhile the management port says that this instance is alive and not ready. If the database
 * answers and refuses this instance, the start ends at once, because no wait helps. Flyway's own retries cannot do this
 * (docs/adr/0020).
 */
@Component
class DatabaseStart implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);
    private static final long RETRY_MILLIS = 500;

    private final StartingHealth health;

    DatabaseStart(StartingHealth health) {
        this.health = health;
    }

    /**
     * Migrates the schema once the database answers.
     *
     * @throws StartRefusedException if the database refuses the credentials or does not know the schema
     */
    @Override
    public void migrate(Flyway flyway) {
        var database = flyway.getConfiguration().getDataSource();
        var failure = tryToConnect(database);
        if (failure != null) {
            LOG.warn("The database does not answer; the start goes on as soon as it does: {}", failure.getMessage());
            try (var _ = health.open()) {
                await(database);
            }
            LOG.info("The database answers; the start goes on");
        }
        flyway.migrate();
    }

    private static void await(DataSource database) {
        do {
            pause();
        } while (tryToConnect(database) != null);
    }

    private static void pause() {
        get(new CompletableFuture<@Nullable Void>().completeOnTimeout(null, RETRY_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** The failure to get a connection, or null if there is none. */
    private static @Nullable SQLException tryToConnect(DataSource database) {
        var failure = get(CompletableFuture.supplyAsync(() -> connect(database)));
        if (failure != null && isRefusal(failure)) {
            throw new StartRefusedException(
                    "The database refuses this instance: " + rootMessage(failure),
                    "Check the environment variables SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
                            + " SPRING_DATASOURCE_PASSWORD, and that the schema exists.");
        }
        return failure;
    }

    private static @Nullable SQLException connect(DataSource database) {
        try (var _ = database.getConnection()) {
            return null;
        } catch (SQLException failure) {
            return failure;
        }
    }

    /** True for wrong credentials (SQL state 28) and for an unknown schema (42). */
    private static boolean isRefusal(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("28") || state.startsWith("42"));
    }

    /** The message of the server; the message of the pool around it only says that the time is over. */
    private static @Nullable String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /**
     * Waits without a timeout of its own. When Spring must end the application, it interrupts a start only while the
     * thread of the start waits in this state.
     */
    private static <T extends @Nullable Object> T get(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start ended while it waited for the database", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
