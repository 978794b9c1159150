package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance on servers that one test owns: it uses these servers, and can be killed, paused and restarted. */
@Tag(TestServers.ONCE)
@SideBySide
class ShowgateProcessIntegrationTests {

    @Test
    void itRestartsWithItsPortsAndServersAndLeavesNothingBehind() throws Exception {
        try (var database = OwnDatabase.start();
                var redis = OwnRedis.start(RedisPersistence.WRITTEN)) {
            var instance = ShowgateProcess.start(database.environment(), redis.environment());
            var traces = Traces.of(instance.folder());
            try (instance) {
                var api = new Api(instance.port());
                var token = api.tokenOf("person");

                instance.kill();

                assertThatThrownBy(() -> api.poll(token)).isInstanceOf(UncheckedIOException.class);
                redis.restart();
                instance.restart();
                assertThat(api.tokenOf("person")).isEqualTo(token);
                assertItWaitsWhilePaused(instance, api);
                instance.pause();
                assertTimeout(Duration.ofSeconds(25), instance::close, "a paused instance stops within this time");
            }
            traces.assertGone();
        }
    }

    private static void assertItWaitsWhilePaused(ShowgateProcess instance, Api api) throws Exception {
        instance.pause();

        var answer = CompletableFuture.supplyAsync(
                () -> api.get("/api/v1/concerts/query").statusCode());

        assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        instance.resume();
        assertThat(answer.get(9, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void itRunsOnACluster() {
        var queues = Map.of(
                "SHOWGATE_QUEUE_NAMED_MAIN_PAUSED", "true",
                "SHOWGATE_QUEUE_NAMED_PRESALE_PAUSED", "true",
                "SHOWGATE_QUEUE_NAMED_LATER_PAUSED", "true");
        try (var database = OwnDatabase.start();
                var cluster = OwnRedisCluster.start();
                var instance = ShowgateProcess.start(database.environment(), cluster.environment(), queues)) {
            var api = new Api(instance.port());
            for (var queue : new String[] {"main", "presale", "later"}) {
                var joined = api.send("POST", "/api/v1/user/person/queue/token/issue?queue=" + queue, "");
                assertThat(Api.number(joined, "$.position")).isEqualTo(1);
            }
        }
    }
}
