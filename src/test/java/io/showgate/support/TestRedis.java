package io.showgate.support;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Clients of the tests' Redis for tests that run scripts without an application. */
public final class TestRedis {

    private static final int CONNECTIONS = 8;
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

    /**
     * A client of a Redis that is a test's own, which the caller shuts down. It waits as long as an answer takes: a
     * test that looks at a Redis whose disk is slow is no user of it.
     */
    public static RedissonClient clientOf(String url) {
        var config = new Config();
        config.useSingleServer()
                .setAddress(url)
                .setConnectionPoolSize(4)
                .setConnectionMinimumIdleSize(1)
                .setTimeout(AS_LONG_AS_IT_TAKES)
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
