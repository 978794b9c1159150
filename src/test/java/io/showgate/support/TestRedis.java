package io.showgate.support;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Clients of the tests' Redis for tests that run scripts without an application. */
public final class TestRedis {

    private static final int CONNECTIONS = 8;
    private static final int A_SECOND = 1_000;
    private static final int AS_LONG_AS_IT_TAKES = 30_000;

    private TestRedis() {}

    /** The client that all tests of one JVM share, connected when first asked for. */
    public static RedissonClient client() {
        return Shared.CLIENT;
    }

    /** A client of its own, as another instance has one; closed when the JVM ends. */
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

    /** A client that waits for an answer of a busy machine; closed when the JVM ends. */
    public static RedissonClient patientClient() {
        var client = clientOf(TestServers.redisUrl(), AS_LONG_AS_IT_TAKES);
        Runtime.getRuntime().addShutdownHook(new Thread(client::shutdown));
        return client;
    }

    /**
     * A client of a Redis that a test mistreats, which the caller shuts down; it waits a second for an answer. A longer
     * wait would see less: what was asked of a Redis that is killed is waited for until then.
     */
    public static RedissonClient clientOf(String url) {
        return clientOf(url, A_SECOND);
    }

    /** A client of a Redis that is a test's own and is there all the time; the caller shuts it down before that. */
    public static RedissonClient clientOf(OwnRedis redis) {
        return clientOf(redis.url(), AS_LONG_AS_IT_TAKES);
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

    /** A client of a cluster, which the caller shuts down before the cluster. */
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
