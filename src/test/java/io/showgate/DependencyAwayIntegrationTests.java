package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TcpRelay;
import io.showgate.support.TestServers;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real instance whose Redis or database is gone or hangs: quick answers with a Retry-After, and recovery. */
class DependencyAwayIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final String LIST = "/api/v1/concerts/query";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /**
     * A tick that began while Redis was away may fail after the first request has succeeded. Requests are then refused
     * until the next tick. 450 ms for a connection and 250 ms until the next tick are less than this.
     */
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private static TcpRelay redis;
    private static TcpRelay database;
    private static ShowgateProcess instance;
    private static Api api;

    private final String user = "u-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        var redisUrl = URI.create(TestServers.redisUrl());
        var databaseUrl = URI.create(TestServers.databaseUrl().substring("jdbc:".length()));
        redis = TcpRelay.to(redisUrl.getHost(), redisUrl.getPort());
        database = TcpRelay.to(databaseUrl.getHost(), databaseUrl.getPort());
        instance = ShowgateProcess.start(Map.of(
                "SPRING_DATA_REDIS_URL", through(redis, TestServers.redisUrl(), redisUrl),
                "SPRING_DATASOURCE_URL", through(database, TestServers.databaseUrl(), databaseUrl)));
        api = new Api(instance.port());
    }

    private static String through(TcpRelay relay, String url, URI server) {
        return url.replace(server.getHost() + ":" + server.getPort(), "127.0.0.1:" + relay.port());
    }

    @AfterAll
    static void stop() {
        instance.close();
        redis.close();
        database.close();
    }

    @BeforeEach
    void pauseQueue() {
        assertThat(pause().statusCode()).isEqualTo(200);
    }

    /** Pauses the queue, which needs Redis and has no rate limit. */
    private static HttpResponse<String> pause() {
        return api.operator("PATCH", MAIN, "{\"paused\": true}");
    }

    @AfterEach
    void recover() {
        redis.silence(false);
        database.silence(false);
        redis.mend();
        database.mend();
        await().atMost(RECOVERY).until(() -> api.join(user).statusCode() == 200);
        await().atMost(RECOVERY).during(LONGEST_TICK).until(() -> pause().statusCode() == 200);
        await().atMost(RECOVERY).until(() -> api.get(LIST + "?keyword=" + user).statusCode() == 200);
    }

    private static HttpResponse<String> timed(Supplier<HttpResponse<String>> request) {
        long start = System.nanoTime();
        var answer = request.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_ANSWER);
        return answer;
    }

    private static void assertTryAgainLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Api.problem(answer)).isEqualTo("try-again-later");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private String admitted() {
        return Api.text(api.operator("PUT", MAIN + "/active/" + user, ""), "$.waitingToken");
    }

    @Test
    void withoutRedisPeopleKeepTheirPlacesAndSessions() {
        var active = admitted();
        var waiting = api.tokenOf(user + "-waiting");
        await().until(() -> api.poll(waiting).statusCode() == 200);

        redis.cut();

        assertTryAgainLater(timed(() -> api.join(user + "-new")));
        assertThat(timed(() -> api.poll(waiting)).statusCode()).isEqualTo(200);
        assertThat(timed(() -> api.get("/api/v1/queue/gate", "waitingToken", active))
                        .statusCode())
                .isEqualTo(204);
        assertThat(timed(() -> api.get(LIST)).statusCode()).isEqualTo(200);
        recover();
        assertThat(api.tokenOf(user + "-waiting")).isEqualTo(waiting);
    }

    @Test
    void aRedisThatHangsDelaysNoAnswer() {
        var waiting = api.tokenOf(user);
        redis.silence(true);

        for (int i = 0; i < 5; i++) {
            assertTryAgainLater(timed(() -> api.join(user + "-new")));
            assertThat(timed(() -> api.poll(waiting)).statusCode()).isEqualTo(200);
        }

        redis.cut();
    }

    @Test
    void withoutTheDatabaseTheQueueGoesOnAndCachedPagesAreServed() {
        assertThat(api.get(LIST).statusCode()).isEqualTo(200);
        var active = admitted();

        database.cut();

        assertThat(timed(() -> api.get(LIST)).statusCode()).isEqualTo(200);
        assertTryAgainLater(timed(() -> api.get(LIST + "?keyword=never-asked-before")));
        assertTryAgainLater(timed(() -> api.get("/api/v1/concert/4711/date", "waitingToken", active)));
        assertThat(timed(() -> api.join(user + "-new")).statusCode()).isEqualTo(200);
    }

    @Test
    void aDatabaseThatHangsDelaysOnlyItsOwnRequests() {
        database.silence(true);

        assertTryAgainLater(api.get(LIST + "?keyword=" + user));
        assertThat(timed(() -> api.join(user + "-new")).statusCode()).isEqualTo(200);

        database.cut();
    }

    @Test
    void anOutageDoesNotFloodTheLog() {
        int before = instance.output().lines().toList().size();
        redis.cut();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100).forEach(i -> people.execute(() -> api.join(user + i)));
        }

        assertThat(instance.output().lines().toList()).hasSizeLessThan(before + 30);
        assertThat(instance.output()).doesNotContain(" ERROR ");
    }
}
