package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** A cluster seen by the product's client. It leaves nothing behind when it is closed. */
@Tag(TestServers.ONCE)
@SideBySide
class OwnRedisClusterIntegrationTests {

    private static final int KEYS = 100;

    @Test
    void itsMastersShareTheKeys() {
        var cluster = OwnRedisCluster.start();
        var traces = Traces.of(cluster.folder());
        try (cluster) {
            var config = new Config();
            config.setPassword(cluster.password());
            config.useClusterServers().setNodeAddresses(cluster.nodes());
            var client = Redisson.create(config);
            try {
                for (int key = 0; key < KEYS; key++) {
                    client.getBucket("key-" + key, StringCodec.INSTANCE).set("value");
                }
                assertThat(client.getRedisNodes(RedisNodes.CLUSTER).getMasters())
                        .hasSize(3);
                assertThat(client.getKeys().count()).isEqualTo(KEYS);
            } finally {
                client.shutdown();
            }
        }
        traces.assertGone();
    }
}
