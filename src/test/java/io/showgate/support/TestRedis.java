package io.showgate.support;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Redis clients for tests that run scripts without an application. */
public final class TestRedis {

    private static final int CONNECTIONS = 8;
    private static final int SHORT_TIMEOUT_MILLIS = 1_000;
    private static final int LONG_TIMEOUT_MILLIS = 30_000;

    private TestRedis() {}

    /** The client of the test Redis that all tests of one JVM share. It connects at the first call. */
    public static RedissonClient client() {
        return Shared.CLIENT;
    }

    /** Another client of the test Redis, like that of another instance. It is shut down when the JVM ends. */
    public static RedissonClient anotherClient() {
        var config = new Config();
        config.useSingleServer()
                .setAddress(TestServers.redisUrl())
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(2)
                .setRetryAttempts(0);
        var client = Redisson.create(config);
        Runtime.getRuntime().addShutdownHook(new Thread(client::shutdown));
        return client;
    }

    /** A client with a long timeout, for a busy machine. It is shut down when the JVM ends. */
    public static RedissonClient clientWithLongTimeout() {
        var client = clientOf(TestServers.redisUrl(), LONG_TIMEOUT_MILLIS);
        Runtime.getRuntime().addShutdownHook(new Thread(client::shutdown));
        return client;
    }

    /**
     * A client of a Redis that a test kills or pauses; the caller shuts it down. Its timeout is one second. A longer
     * timeout would delay the test, because a command to a killed Redis waits until the timeout.
     */
    public static RedissonClient clientOf(String url) {
        return clientOf(url, SHORT_TIMEOUT_MILLIS);
    }

    /** A client of a Redis that one test owns and does not kill; the caller shuts it down before that Redis. */
    public static RedissonClient clientOf(OwnRedis redis) {
        return clientOf(redis.url(), LONG_TIMEOUT_MILLIS);
    }

    private static RedissonClient clientOf(String url, int timeoutMillis) {
        var config = new Config();
        config.useSingleServer()
                .setAddress(url)
                .setConnectionPoolSize(4)
                .setConnectionMinimumIdleSize(1)
                .setTimeout(timeoutMillis)
                .setRetryAttempts(0);
        return Redisson.create(config);
    }

    /** A client of a cluster; the caller shuts it down before the cluster. */
    public static RedissonClient clientOf(OwnRedisCluster cluster) {
        var config = new Config();
        config.setPassword(cluster.password());
        config.useClusterServers()
                .setMasterConnectionPoolSize(CONNECTIONS)
                .setMasterConnectionMinimumIdleSize(2)
                .setRetryAttempts(0)
                .setNodeAddresses(cluster.nodes());
        return Redisson.create(config);
    }

    private static final class Shared {
        private static final RedissonClient CLIENT = anotherClient();
    }
}
