package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.Departure.Outcome;
import io.showgate.support.OwnRedisCluster;
import io.showgate.support.SideBySide;
import io.showgate.support.TestRedis;
import io.showgate.web.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RedissonClient;

/** The whole life of three queues on a Redis Cluster, one on each master, with every script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SideBySide
class QueueClusterIntegrationTests {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final OwnRedisCluster cluster = OwnRedisCluster.start();
    private final RedissonClient redisson = TestRedis.clientOf(cluster);

    @AfterAll
    void stop() {
        redisson.shutdown();
        cluster.close();
    }

    @Test
    void allKeysOfAQueueShareASlotAndQueuesAreSpread() {
        assertThat(List.of("b", "c", "main").stream().map(this::master)).containsExactly(0, 1, 2);
    }

    private int master(String name) {
        var slots = QueueKeys.of(name).all().stream()
                .map(key -> redisson.getKeys().getSlot(key.toString()))
                .distinct()
                .toList();
        assertThat(slots).hasSize(1);
        return slots.getFirst() * MASTERS / SLOTS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "c", "main"})
    void aQueueLivesFromTheFirstJoinToTheLastDeparture(String name) {
        var queue = new TestQueue(redisson, name);
        queue.joinAll(4);
        queue.scripts.change(Map.of("maxActive", "2"));
        assertThat(queue.see(List.of("u1", "stranger"))).containsExactly("stranger");

        assertThat(queue.scripts.bypass(new UserId("u4"))).isInstanceOf(Placement.Active.class);
        assertThat(queue.admit(SETTINGS, 100).admitted()).isEqualTo(1);
        assertThat(queue.waiting()).containsExactly("u2", "u3");
        assertThat(queue.position("u3", 3)).isEqualTo(2);
        assertThat(queue.settings().maxActive()).isEqualTo(2);

        queue.pass(Duration.ofMinutes(5));
        queue.scripts.extend(List.of("u1"));
        var actives = new ActiveUsers();
        actives.load(queue.scripts);
        assertThat(actives.all()).containsOnlyKeys("u1", "u4");
        assertThat(queue.log()).anyMatch(line -> line.startsWith("+u4 4 "));

        assertThat(queue.scripts.leave("u2", 2).outcome()).isEqualTo(Outcome.LEFT);
        assertThat(queue.scripts.leave("u1", 1).outcome()).isEqualTo(Outcome.LEFT);
        queue.pass(Duration.ofSeconds(1));
        assertThat(queue.admit(SETTINGS, 100).admitted()).isEqualTo(1);
        assertThat(queue.active()).containsExactly("u4", "u3");
    }
}
