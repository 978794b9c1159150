package io.showgate.support;

import io.showgate.ShowgateApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/**
 * Instances of the application in this JVM. They share a database and a Redis that no other test uses. They have no
 * demo data unless a property asks for it.
 */
public final class Instances implements AutoCloseable {

    /** A started instance. */
    public record Instance(ConfigurableApplicationContext context) implements AutoCloseable {

        /** The port of the application. */
        public int port() {
            return port("local.server.port");
        }

        /** Its coupon API. */
        public CouponApi coupons() {
            return new CouponApi(port());
        }

        /** The API of its management port, with metrics and health. */
        public Api management() {
            return new Api(port("local.management.port"));
        }

        private int port(String property) {
            return context.getEnvironment().getRequiredProperty(property, Integer.class);
        }

        public <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        /** Stops the recording of claims in this instance; a batch that has begun is finished. */
        public void stopRecording() {
            writers().stop();
        }

        /** Starts the recording again. */
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

    /**
     * The property that gives an instance longer timeouts than the product has, for tests that do not test timeouts.
     */
    public static final String LONG_TIMEOUTS = "spring.config.additional-location=classpath:long-timeouts.yaml";

    private final TestDatabase database;
    private final OwnRedis redis = OwnRedis.start(RedisPersistence.NONE);
    private final List<Instance> started = new ArrayList<>();

    /** Creates the database; the process id is appended to its name. No instance runs yet. */
    public Instances(String name) {
        database = new TestDatabase(name);
    }

    /**
     * Starts an instance with {@linkplain #LONG_TIMEOUTS long timeouts} and these further properties; it is ready when
     * this returns.
     */
    public Instance start(String... properties) {
        var defaults = Stream.of(
                LONG_TIMEOUTS,
                "server.port=0",
                "management.server.port=0",
                "showgate.secret=a-secret-for-tests-of-at-least-32-bytes",
                "showgate.operator.password=operator",
                "showgate.security.users=trusted",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + TestServers.databaseUsername(),
                "spring.datasource.password=" + TestServers.databasePassword(),
                "spring.data.redis.url=" + redis.url());
        var arguments = Stream.concat(defaults, Stream.of(properties)).map("--"::concat);
        var instance = new Instance(
                new SpringApplicationBuilder(ShowgateApplication.class).run(arguments.toArray(String[]::new)));
        started.add(instance);
        return instance;
    }

    @Override
    public void close() {
        started.forEach(Instance::close);
        redis.close();
        database.close();
    }
}
