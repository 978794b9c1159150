package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/** The application starts on the test servers and reaches each of them. */
@Tag(TestServers.ONCE)
@IntegrationTest
class EmbeddedServersIntegrationTests {

    @LocalManagementPort
    int managementPort;

    @Test
    void isAlive() {
        var health = RestClient.create("http://localhost:" + managementPort)
                .get()
                .uri("/actuator/health/liveness")
                .retrieve()
                .body(String.class);

        assertThat(health).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void reachesTheDatabase(@Autowired JdbcClient database) {
        var version = database.sql("SELECT VERSION()").query(String.class).single();

        assertThat(version).matches("(11|9)\\..*");
    }

    @Test
    void reachesRedis(@Autowired RedissonClient redis) {
        assertThat(redis.getRedisNodes(RedisNodes.SINGLE).pingAll()).isTrue();
    }
}
