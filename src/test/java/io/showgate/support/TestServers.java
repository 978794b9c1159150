package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.SpringApplication;

/**
 * The database and the Redis that all tests of one JVM share, chosen and started when first asked for:
 *
 * <ol>
 *   <li>given ones, if {@code SHOWGATE_TEST_DATABASE_URL} and {@code SHOWGATE_TEST_REDIS_URL} are in the environment
 *       (with {@code SHOWGATE_TEST_DATABASE_USERNAME} and {@code _PASSWORD}). The JVM makes a database of its own there
 *       and drops it in the end; <strong>the Redis is emptied</strong> before the first use, so one JVM at a time may
 *       use it;
 *   <li>MySQL 9 and Redis 8 in containers, if {@code SHOWGATE_TEST_SERVERS=containers};
 *   <li>otherwise an embedded MariaDB and an embedded Redis on free ports.
 * </ol>
 *
 * One line on standard output says which were used. What makes the starts of instances quicker is made beside the first
 * tests. What was started is stopped, and what was made is removed, when the JVM ends, after the application contexts
 * were closed.
 */
public final class TestServers {

    /**
     * The tag of tests that need not run again because other servers are given: they start all of theirs themselves, or
     * are about processes and ask nothing of a server that could differ.
     */
    public static final String ONCE = "once";

    /**
     * The tag of long runs that kill, pause or empty servers and instances. {@code mvn verify} leaves them out;
     * {@code mvn verify -Pfaults} runs them alone. They start all of their servers themselves, so they are
     * {@link #ONCE} too.
     */
    public static final String FAULTS = "faults";

    private static final Servers SERVERS = choose();
    private static final Thread STOP = new Thread(SERVERS::close, "test-servers-stop");

    static {
        announce();
        SharedServers.markAsStarted();
        Runtime.getRuntime().addShutdownHook(STOP);
        Thread.ofPlatform().daemon().name("instance-training").start(ShowgateProcess::train);
    }

    private TestServers() {}

    public static String databaseUrl() {
        return SERVERS.databaseUrl();
    }

    public static String databaseUsername() {
        return SERVERS.databaseUsername();
    }

    public static String databasePassword() {
        return SERVERS.databasePassword();
    }

    /** The address of Redis, with its password if it has one: {@code redis://[user:password@]host:port}. */
    public static String redisUrl() {
        return SERVERS.redisUrl().toString();
    }

    /**
     * The servers, to be stopped after the application contexts from now on; for who is about to make such a context.
     */
    static Servers outlivingContexts() {
        if (Runtime.getRuntime().removeShutdownHook(STOP)) {
            SpringApplication.getShutdownHandlers().add(SERVERS::close);
        }
        return SERVERS;
    }

    private static Servers choose() {
        var environment = System.getenv();
        if (environment.containsKey("SHOWGATE_TEST_DATABASE_URL")
                || environment.containsKey("SHOWGATE_TEST_REDIS_URL")) {
            return GivenServers.from(environment);
        }
        return "containers".equals(environment.get("SHOWGATE_TEST_SERVERS"))
                ? ContainerServers.start()
                : EmbeddedServers.forTests();
    }

    private static void announce() {
        var redis = SERVERS.redisUrl();
        System.out.printf(
                "Test servers: %s at %s, Redis %s at %s:%d%n",
                databaseVersion(), databaseUrl(), redisVersion(), redis.getHost(), redis.getPort());
    }

    private static String databaseVersion() {
        try (var connection = DriverManager.getConnection(databaseUrl(), databaseUsername(), databasePassword())) {
            var product = connection.getMetaData();
            return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The database for tests does not answer: " + databaseUrl(), unreachable);
        }
    }

    private static String redisVersion() {
        try {
            return new RedisCommands(SERVERS.redisUrl()).version();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
