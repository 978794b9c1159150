package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.springframework.boot.SpringApplication;

/**
 * The database and the Redis that all tests of one JVM share. They are chosen and started at the first use:
 *
 * <ol>
 *   <li>given servers, if {@code SHOWGATE_TEST_DATABASE_URL} and {@code SHOWGATE_TEST_REDIS_URL} are in the environment
 *       (with {@code SHOWGATE_TEST_DATABASE_USERNAME} and {@code _PASSWORD}). The JVM creates its own database there
 *       and drops it at the end. <strong>The Redis is emptied</strong> before the first use, so only one JVM at a time
 *       may use it;
 *   <li>MySQL 9 and Redis 8 in containers, if {@code SHOWGATE_TEST_SERVERS=containers};
 *   <li>otherwise an embedded MariaDB and an embedded Redis on free ports.
 * </ol>
 *
 * One line on standard output says which servers are used. In a run of all tests, the AOT cache that makes starts of
 * instances faster is created while the first tests run. When the JVM ends, the application contexts close first. Then
 * the servers stop and everything that was created is deleted.
 */
public final class TestServers {

    /**
     * The tag of tests that need not run again with other test servers, because they start all of their servers
     * themselves or do not depend on the kind of server.
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
     * The servers, for a caller that is about to create an application context. From now on they stop after all
     * application contexts.
     */
    static Servers outlivingContexts() {
        if (Runtime.getRuntime().removeShutdownHook(STOP)) {
            SpringApplication.getShutdownHandlers().add(SERVERS::close);
        }
        return SERVERS;
    }

    static Servers servers() {
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
        try (var connection = SERVERS.connect()) {
            var product = connection.getMetaData();
            return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The test database does not answer: " + databaseUrl(), unreachable);
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
