package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.SideBySide;
import io.showgate.support.TestRedis;
import io.showgate.support.TestServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * A Redis whose memory is full while a hundred thousand people wait. Redis drops pages of the catalogue, never people.
 * When no page is left, no new people can join, no script is half done, and people who have a place are served as
 * before.
 */
@Tag(TestServers.ONCE)
@SideBySide
class RedisFullIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final int PEOPLE = 100_000;
    private static final long MEGABYTE = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Adds people who wait, as {@code join.lua} leaves them. */
    private static final String JOIN_ALL = """
            local time = redis.call('TIME')
            for i = 1, ARGV[1] do
              local number = redis.call('INCR', KEYS[1])
              redis.call('ZADD', KEYS[2], number, 'waiting-' .. number)
              redis.call('ZADD', KEYS[3], time[1] * 1000, 'waiting-' .. number)
            end
            return {1}""";

    /** Stores pages as the catalogue does. */
    private static final String STORE_PAGES = """
            for i = 1, ARGV[1] do
              redis.call('SET', KEYS[1] .. i, string.rep('x', 2048), 'EX', 3600)
            end
            return {1}""";

    private static OwnRedis redis;
    private static OwnDatabase database;
    private static ShowgateProcess instance;
    private static RedissonClient client;
    private static Api api;
    private static CouponApi coupons;
    private static TestQueue queue;

    /** Redis gets more time than usual, because it evicts, and tests of another JVM run at the same time. */
    @BeforeAll
    static void start() {
        redis = OwnRedis.start(RedisPersistence.NONE);
        database = OwnDatabase.start();
        var longTimeout = Map.of("SHOWGATE_REDIS_TIMEOUTMILLIS", "2000");
        instance = ShowgateProcess.start(redis.environment(), database.environment(), longTimeout);
        client = TestRedis.clientOf(redis);
        queue = new TestQueue(client, "main");
        api = new Api(instance.port());
        coupons = new CouponApi(instance.port());
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        instance.close();
        redis.close();
        database.close();
    }

    private static void eval(String script, int count, Object... keys) {
        client.getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_WRITE, script, RScript.ReturnType.LIST, List.of(keys), count);
    }

    private static String info(String section, String name) {
        String text = client.getScript(StringCodec.INSTANCE)
                .eval(
                        RScript.Mode.READ_ONLY,
                        "return string.match(redis.call('INFO', ARGV[1]), ARGV[2] .. ':(%w+)')",
                        RScript.ReturnType.STRING,
                        List.of(),
                        section,
                        name);
        return text;
    }

    private static void limitMemory(long bytes) {
        redis.set("maxmemory " + bytes);
    }

    private static void setPaused(boolean paused) {
        assertThat(api.operator("PATCH", MAIN, "{\"paused\": " + paused + "}").statusCode())
                .isEqualTo(200);
    }

    private static void assertTryAgainLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Api.problem(answer)).isEqualTo("try-again-later");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** The people of another test would be ahead of those of this one. */
    @BeforeEach
    void removeWaitingPeople() {
        client.getKeys()
                .delete(queue.keys.waiting().toString(), queue.keys.seen().toString());
    }

    @AfterEach
    void giveItMemory() {
        limitMemory(0);
    }

    @Test
    void pagesAreEvictedAndPeopleAreNot() {
        int before = instance.output().length();
        setPaused(true);
        var first = api.tokenOf("first");
        for (int i = 0; i < 100; i++) {
            eval(JOIN_ALL, PEOPLE / 100, queue.keys.sequence(), queue.keys.waiting(), queue.keys.seen());
        }
        var last = api.tokenOf("last");
        long coupon = coupons.add(10);
        coupons.awaitLeft(coupon, 10);

        limitMemory(Long.parseLong(info("memory", "used_memory")) + 8 * MEGABYTE);
        eval(STORE_PAGES, 4_000, "concert:1:a-page-");
        await().atMost(SOON).until(() -> {
            eval(STORE_PAGES, 1_000, "concert:1:another-page-");
            return !info("stats", "evicted_keys").equals("0");
        });

        assertThat(queue.waiting()).hasSize(PEOPLE + 2);
        assertThat(api.join("with-pages").statusCode()).isEqualTo(200);
        assertThat(Api.number(api.poll(last), "$.position")).isGreaterThan(PEOPLE);

        limitMemory(MEGABYTE);
        await().atMost(SOON).until(() -> api.join("too-much").statusCode() == 503);
        var people = queue.waiting();
        long given = queue.snapshot().sequence();

        assertTryAgainLater(api.join("too-much"));
        assertTryAgainLater(coupons.claim(coupon, "too-much"));
        assertTryAgainLater(api.operator("PUT", MAIN + "/active/too-much", ""));
        assertThat(queue.waiting()).isEqualTo(people).hasSize(PEOPLE + 3).doesNotContain("too-much");
        assertThat(queue.seen()).hasSize(PEOPLE + 3);
        assertThat(queue.snapshot().sequence()).isEqualTo(given);
        coupons.awaitLeft(coupon, 10);

        assertThat(api.tokenOf("first")).isEqualTo(first);
        var polled = api.poll(first);
        assertThat(polled.statusCode()).isEqualTo(200);
        assertThat(Api.text(polled, "$.staleSince")).isNull();
        assertThat(api.leave(last).statusCode()).isEqualTo(204);
        await().atMost(SOON)
                .until(() -> instance.output().substring(before).contains("Redis is full: no one can join queue main"));

        limitMemory(0);
        await().atMost(SOON).until(() -> api.join("after").statusCode() == 200);
        assertThat(queue.snapshot().sequence()).isEqualTo(given + 1);
        assertThat(coupons.claim(coupon, "after").statusCode()).isEqualTo(202);
        await().atMost(SOON)
                .until(() -> instance.output().substring(before).contains("Redis has memory again for queue main"));
        assertThat(instance.output().substring(before)).containsOnlyOnce("Redis is full");
        assertThat(queue.waiting()).hasSize(PEOPLE + 3);
    }

    @Test
    void waitingPeopleAreAdmittedWhileRedisIsFull() {
        setPaused(true);
        var token = api.tokenOf("early");
        setPaused(false);
        limitMemory(MEGABYTE);

        await().atMost(SOON).until(() -> Api.text(api.poll(token), "$.status").equals("ACTIVE"));
    }

    @Test
    void aRedisThatMayDropPeopleIsNotUsed() {
        var token = api.tokenOf("careful");
        var management = new Api(instance.managementPort());
        redis.set("maxmemory-policy allkeys-lru");

        await().atMost(SOON).until(() -> api.join("careless").statusCode() == 503);
        assertTryAgainLater(api.poll(token));
        assertTryAgainLater(api.get("/api/v1/queue/gate", "waitingToken", token));
        var readiness = management.get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("maxmemory-policy");
        assertThat(metrics(management)).contains("\ninstance_ready 0.0\n");
        assertThat(management.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(instance.output()).containsOnlyOnce("Queue main is not served");

        redis.set("maxmemory-policy noeviction");
        await().atMost(SOON).until(() -> api.poll(token).statusCode() == 200);
        assertThat(management.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(metrics(management)).contains("\ninstance_ready 1.0\n");
        assertThat(instance.output()).contains("Queue main is served again", "maxmemory-policy noeviction");
        redis.set("maxmemory-policy volatile-lru");
    }

    private static String metrics(Api management) {
        return management.get("/actuator/prometheus").body();
    }
}
