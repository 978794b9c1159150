package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Redis starts with {@code infra/redis/redis.conf}, and evicts catalogue pages but no people. */
@Tag(TestServers.ONCE)
class RedisConfigurationIntegrationTests {

    @Test
    void aRedisStartsWithItAndEvictsPagesOnly() throws IOException {
        var folder = Folders.createForTest("redis-conf");
        var file = Path.of("infra/redis/redis.conf").toAbsolutePath();
        var redis = new EmbeddedRedis(folder, "password", "include " + file);
        try (var process = redis.start()) {
            assertThat(process.output()).doesNotContain("FATAL");
            var commands = new RedisCommands(redis.url());
            assertThat(commands.firstLineWith("maxmemory_policy:", "INFO memory"))
                    .endsWith("volatile-lru");
            assertThat(commands.firstLineWith("maxmemory:", "INFO memory")).isEqualTo("maxmemory:1073741824");
            assertThat(commands.firstLineWith("aof_enabled:", "INFO persistence"))
                    .endsWith("1");
        } finally {
            Folders.delete(folder);
        }
    }
}
