package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * Servers that already run, given by their addresses. This JVM creates its own database on the database server, named
 * after its process, and drops it at the end. Redis is emptied before the first use, so it must be a Redis for tests.
 */
final class GivenServers {

    private static final String DATABASE =
            "showgate_test_" + ProcessHandle.current().pid();

    private GivenServers() {}

    static Servers from(Map<String, String> environment) {
        return of(
                required(environment, "SHOWGATE_TEST_DATABASE_URL"),
                environment.getOrDefault("SHOWGATE_TEST_DATABASE_USERNAME", "root"),
                environment.getOrDefault("SHOWGATE_TEST_DATABASE_PASSWORD", ""),
                URI.create(required(environment, "SHOWGATE_TEST_REDIS_URL")));
    }

    /** Uses these servers; {@code databaseUrl} may name any database of the server. */
    static Servers of(String databaseUrl, String username, String password, URI redisUrl) {
        var own = databaseUrl.replaceFirst("^(jdbc:[a-z]+://[^/]+)/?[^?]*", "$1/" + DATABASE);
        var given = new Servers(databaseUrl, username, password, redisUrl, () -> {});
        execute(given, "DROP DATABASE IF EXISTS " + DATABASE);
        execute(given, "CREATE DATABASE " + DATABASE);
        empty(redisUrl);
        return new Servers(
                own, username, password, redisUrl, () -> execute(given, "DROP DATABASE IF EXISTS " + DATABASE));
    }

    private static String required(Map<String, String> environment, String name) {
        return Objects.requireNonNull(
                environment.get(name), "Test servers need both addresses, but " + name + " is not set.");
    }

    private static void execute(Servers servers, String statement) {
        try {
            servers.execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(
                    "The given database cannot be used for tests: " + servers.databaseUrl(), refused);
        }
    }

    private static void empty(URI redisUrl) {
        try {
            new RedisCommands(redisUrl).flushAll();
        } catch (IOException refused) {
            throw new UncheckedIOException("The given Redis cannot be used for tests: " + redisUrl, refused);
        }
    }
}
