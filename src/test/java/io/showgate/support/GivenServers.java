package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * Servers that somebody else runs and this JVM borrows. In the database server it makes a database of its own, named
 * after its process, and drops it in the end; Redis is emptied before the first use, so it must be one for tests.
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

    /** Borrows these; {@code databaseUrl} may name any database, it only leads to the server. */
    static Servers of(String databaseUrl, String username, String password, URI redisUrl) {
        var own = databaseUrl.replaceFirst("^(jdbc:[a-z]+://[^/]+)/?[^?]*", "$1/" + DATABASE);
        execute(databaseUrl, username, password, "DROP DATABASE IF EXISTS " + DATABASE);
        execute(databaseUrl, username, password, "CREATE DATABASE " + DATABASE);
        forgetEverything(redisUrl);
        return new Servers(
                own,
                username,
                password,
                redisUrl,
                () -> execute(databaseUrl, username, password, "DROP DATABASE IF EXISTS " + DATABASE));
    }

    private static String required(Map<String, String> environment, String name) {
        return Objects.requireNonNull(
                environment.get(name), "Servers for tests are given by both addresses, but " + name + " is not set.");
    }

    private static void execute(String url, String username, String password, String statement) {
        try (var connection = DriverManager.getConnection(url, username, password);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException("The given database cannot be used for tests: " + url, refused);
        }
    }

    private static void forgetEverything(URI redisUrl) {
        try {
            new RedisCommands(redisUrl).forgetEverything();
        } catch (IOException refused) {
            throw new UncheckedIOException("The given Redis cannot be used for tests: " + redisUrl, refused);
        }
    }
}
