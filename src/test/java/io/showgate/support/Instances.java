package io.showgate.support;

import io.showgate.ShowgateApplication;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/**
 * Instances of the application in this JVM that share a database and a Redis of their own, which no other test's
 * application follows or records in. They have demo data only if asked for.
 */
public final class Instances implements AutoCloseable {

    /** One of them. */
    public record Instance(ConfigurableApplicationContext context) implements AutoCloseable {

        /** Its coupons over HTTP. */
        public CouponApi coupons() {
            return new CouponApi(port("local.server.port"));
        }

        /** Where its metrics are. */
        public Api management() {
            return new Api(port("local.management.port"));
        }

        private int port(String property) {
            return context.getEnvironment().getRequiredProperty(property, Integer.class);
        }

        public <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        /** Ends the recording of claims here; a batch that has begun is finished. */
        public void stopRecording() {
            writers().stop();
        }

        public void startRecording() {
            writers().start();
        }

        private Lifecycle writers() {
            return context.getBean("claimRecording", Lifecycle.class);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Makes an instance wait longer than the product does; for tests that are not about that. */
    public static final String PATIENT = "spring.config.additional-location=classpath:patient.yaml";

    private final String database;
    private final OwnRedis redis = OwnRedis.start(RedisPersistence.NONE);
    private final List<Instance> started = new ArrayList<>();

    /** Makes the database of this name; no instance runs yet. */
    public Instances(String name) {
        database = name + '_' + ProcessHandle.current().pid();
        execute("DROP DATABASE IF EXISTS " + database);
        execute("CREATE DATABASE " + database);
    }

    /**
     * Starts a {@linkplain #PATIENT patient} instance with these further properties, which is ready when this returns.
     */
    public Instance start(String... properties) {
        var defaults = Stream.of(
                PATIENT,
                "server.port=0",
                "management.server.port=0",
                "showgate.secret=a-secret-for-tests-of-at-least-32-bytes",
                "showgate.operator.password=operator",
                "showgate.security.users=trusted",
                "spring.datasource.url=" + databaseUrl(),
                "spring.datasource.username=" + TestServers.databaseUsername(),
                "spring.datasource.password=" + TestServers.databasePassword(),
                "spring.data.redis.url=" + redis.url());
        var arguments = Stream.concat(defaults, Stream.of(properties)).map("--"::concat);
        var instance = new Instance(
                new SpringApplicationBuilder(ShowgateApplication.class).run(arguments.toArray(String[]::new)));
        started.add(instance);
        return instance;
    }

    private String databaseUrl() {
        return TestServers.databaseUrl().replaceFirst("^(jdbc:[a-z]+://[^/]+/)[^?]*", "$1" + database);
    }

    @Override
    public void close() {
        started.forEach(Instance::close);
        redis.close();
        execute("DROP DATABASE IF EXISTS " + database);
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
