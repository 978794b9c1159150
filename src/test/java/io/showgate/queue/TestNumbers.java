package io.showgate.queue;

import io.showgate.support.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The numbers of queues in a database of their own, beside the one of the applications. For tests that have queues
 * without an application.
 */
final class TestNumbers {

    private static final Path TABLE = Path.of("src/main/resources/db/migration/V006__queue_create_queue_sequence.sql");

    private static final DriverManagerDataSource DATABASE = create();

    static final NumberRepository REPOSITORY = new NumberRepository(
            new JdbcTemplate(DATABASE), new TransactionTemplate(new JdbcTransactionManager(DATABASE)));

    private TestNumbers() {}

    /** Brings the row of a queue back to a moment at which numbers up to this one were reserved. */
    static void restore(String queue, long reserved) {
        new JdbcTemplate(DATABASE).update("update queue_sequence set reserved = ? where queue = ?", reserved, queue);
    }

    /** Brings the database back to a moment before the queue. */
    static void forget(String queue) {
        new JdbcTemplate(DATABASE).update("delete from queue_sequence where queue = ?", queue);
    }

    private static DriverManagerDataSource create() {
        var name = "queue_numbers_" + ProcessHandle.current().pid();
        var server = new JdbcTemplate(dataSource(TestServers.databaseUrl()));
        server.execute("DROP DATABASE IF EXISTS " + name);
        server.execute("CREATE DATABASE " + name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.execute("DROP DATABASE IF EXISTS " + name)));
        var own = dataSource(TestServers.databaseUrl().replaceFirst("^(jdbc:[a-z]+://[^/]+/)[^?]*", "$1" + name));
        new JdbcTemplate(own).execute(migration());
        return own;
    }

    private static DriverManagerDataSource dataSource(String url) {
        return new DriverManagerDataSource(url, TestServers.databaseUsername(), TestServers.databasePassword());
    }

    private static String migration() {
        try {
            return Files.readString(TABLE).replaceAll("(?m)^--.*$", "").replace(";", "");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
