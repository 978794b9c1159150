package io.showgate.catalogue;

import io.showgate.ShowgateApplication;
import io.showgate.support.OwnDatabase;
import io.showgate.support.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Instances of the application that share a database and a Redis database of their own, on the servers for tests. All
 * statements that they send to the database are recorded.
 */
final class CatalogueInstances implements AutoCloseable {

    private final String databaseUrl;
    private final String username;
    private final String password;
    private final String redisUrl;
    private final Runnable end;
    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    /**
     * Creates the database. Starts no instance.
     *
     * @param name the name of the database
     * @param redisDatabase the number of the Redis database, up to 15. Other tests share 0
     */
    CatalogueInstances(String name, int redisDatabase) {
        this(name, TestServers.redisUrl() + '/' + redisDatabase);
    }

    /** The same with a Redis at this address. */
    CatalogueInstances(String name, String redisUrl) {
        this.redisUrl = redisUrl;
        var database = name + '_' + ProcessHandle.current().pid();
        execute("DROP DATABASE IF EXISTS " + database);
        execute("CREATE DATABASE " + database);
        databaseUrl = TestServers.databaseUrl().replaceFirst("^(jdbc:[a-z]+://[^/]+/)[^?]*", "$1" + database);
        username = TestServers.databaseUsername();
        password = TestServers.databasePassword();
        end = () -> execute("DROP DATABASE IF EXISTS " + database);
    }

    /** Instances on a database that may be killed. The caller closes the database. */
    CatalogueInstances(OwnDatabase database, String redisUrl) {
        this.redisUrl = redisUrl;
        databaseUrl = database.url();
        username = database.username();
        password = database.password();
        end = () -> {};
    }

    /** Starts an instance. It is ready when this method returns. */
    ConfigurableApplicationContext start(String... properties) {
        var defaults = Stream.of(
                "server.port=0",
                "management.server.port=0",
                "showgate.secret=a-secret-for-tests-of-at-least-32-bytes",
                "showgate.operator.password=operator",
                "showgate.security.users=trusted",
                "spring.datasource.url=" + databaseUrl(),
                "spring.datasource.username=" + username,
                "spring.datasource.password=" + password,
                "spring.data.redis.url=" + redisUrl);
        var context = new SpringApplicationBuilder(ShowgateApplication.class, RecordedStatements.Recording.class)
                .run(Stream.concat(defaults, Arrays.stream(properties))
                        .map("--"::concat)
                        .toArray(String[]::new));
        synchronized (running) {
            running.add(context);
        }
        return context;
    }

    /** A client of this instance. */
    static CatalogueClient client(ConfigurableApplicationContext instance) {
        return new CatalogueClient(instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** The address of the instances' database. */
    String databaseUrl() {
        return databaseUrl;
    }

    @Override
    public void close() {
        running.forEach(ConfigurableApplicationContext::close);
        end.run();
    }

    private static void execute(String statement) {
        try (var connection = DriverManager.getConnection(
                        TestServers.databaseUrl(), TestServers.databaseUsername(), TestServers.databasePassword());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }
}
