package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponRecords;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestRedis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * Two real instances on one Redis and one database for a drop, with views of both stores and the checks that a campaign
 * must pass in the end.
 */
final class DropStage implements AutoCloseable {

    /**
     * Repairs run sooner than by default, so that a test waits less. Redis has more time to answer, because the machine
     * starts two instances at once.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "SHOWGATE_COUPON_TAKEOVER", "1s",
            "SHOWGATE_COUPON_RECONCILE", "1s",
            "SHOWGATE_REDIS_TIMEOUTMILLIS", "2000");

    private static final Duration SOME_SECONDS = Duration.ofSeconds(20);

    private final Map<String, String> servers;
    private final Map<String, String> settings;
    private final CouponRecords records;
    private final Map<Long, String> keys = new ConcurrentHashMap<>();
    private final List<ShowgateProcess> instances;
    private final RedissonClient redisson;

    /** Starts the instances on these servers with these settings. */
    DropStage(Map<String, String> servers, Map<String, String> settings) {
        this.servers = servers;
        this.settings = settings;
        records = new CouponRecords(servers);
        instances = ShowgateProcess.startBoth(this::startAnother, this::startAnother);
        redisson = TestRedis.clientOf(servers.getOrDefault("SPRING_DATA_REDIS_URL", ""));
    }

    /** Starts another instance. It takes part only in calls that name it. The caller closes it. */
    ShowgateProcess startAnother() {
        return ShowgateProcess.start(servers, SETTINGS, settings);
    }

    ShowgateProcess instance(int index) {
        return instances.get(index);
    }

    List<Integer> ports() {
        return ports(instances);
    }

    private static List<Integer> ports(List<ShowgateProcess> instances) {
        return instances.stream().map(ShowgateProcess::port).toList();
    }

    /** A campaign with this stock that is open on both instances. */
    long campaign(int stock) {
        return campaign(stock, instances);
    }

    /** The same on these instances. */
    long campaign(int stock, List<ShowgateProcess> living) {
        var now = Instant.now();
        var body = "{\"name\":\"Drop\",\"stock\":%d,\"opensAt\":\"%s\",\"closesAt\":\"%s\"}"
                .formatted(stock, now.minusSeconds(60), now.plusSeconds(3600));
        var created = new Api(living.getFirst().port()).operator("POST", "/api/v1/admin/coupons", body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        long couponId = Api.number(created, "$.couponId");
        keys.put(couponId, records.keyPrefix(couponId));
        living.forEach(instance -> awaitOpen(new Api(instance.port()), couponId));
        return couponId;
    }

    private static void awaitOpen(Api api, long couponId) {
        await().atMost(SOME_SECONDS)
                .until(() -> api.get("/api/v1/coupons/" + couponId).body().contains("\"OPEN\""));
    }

    Drop drop(long couponId, int people, Duration over) {
        return drop(couponId, people, over, instances);
    }

    /** The same at these instances. */
    Drop drop(long couponId, int people, Duration over, List<ShowgateProcess> living) {
        return Drop.begin(couponId, ports(living), people, over);
    }

    /** The stock in Redis, or null if Redis does not know the campaign. */
    @Nullable
    Long left(long couponId) {
        return repeatedly(() -> leftAtOnce(couponId));
    }

    /** The same; fails if Redis does not answer within a second. */
    @Nullable
    private Long leftAtOnce(long couponId) {
        var stock = redisson.<String>getBucket(key(couponId, "stock"), StringCodec.INSTANCE)
                .get();
        return stock == null ? null : Long.valueOf(stock);
    }

    private String key(long couponId, String name) {
        return keys.get(couponId) + name;
    }

    /** Watches the stock all the time. */
    StockWatch watch(long couponId) {
        return StockWatch.of(() -> leftAtOnce(couponId));
    }

    /** True while an instance recovers the campaign. */
    boolean isRecovering(long couponId) {
        var state = key(couponId, "state");
        return repeatedly(() -> redisson.getMap(state, StringCodec.INSTANCE).containsKey("rebuild"));
    }

    /** The number of recording threads that hold claims. */
    int recordersWithClaims(long couponId) {
        var stream = key(couponId, "stream");
        return repeatedly(() -> redisson.getStream(stream, StringCodec.INSTANCE)
                .getPendingInfo("writers")
                .getConsumerNames()
                .size());
    }

    /** Repeats a question while Redis does not answer within a second, which happens on a slow disk. */
    private static <T extends @Nullable Object> T repeatedly(Callable<T> question) {
        return await().atMost(SOME_SECONDS)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(question, _ -> true);
    }

    /** Claims in the database cannot be read or written until this connection is closed. */
    Connection lockClaims() throws SQLException {
        return records.lock();
    }

    /** The codes of the issued coupons that were not given back, by user. */
    Map<String, String> issued(long couponId) {
        return records.issued(couponId);
    }

    /** The codes of the coupons that were given back, by user. */
    Map<String, String> givenBack(long couponId) {
        return records.givenBack(couponId);
    }

    /** Each instance says in time that the campaign adds up with an empty stream, and the database agrees. */
    void assertAddsUp(long couponId) {
        assertAddsUp(couponId, instances);
    }

    /** The same for the instances that run. */
    void assertAddsUp(long couponId, List<ShowgateProcess> living) {
        for (var instance : living) {
            var found = new CouponApi(instance.port()).awaitAddsUp(couponId);
            assertThat(found).containsEntry("recorded", issued(couponId).size());
            assertThat(found.get("left")).hasToString(String.valueOf(left(couponId)));
        }
    }

    @Override
    public void close() {
        redisson.shutdown();
        instances.forEach(ShowgateProcess::close);
    }
}
