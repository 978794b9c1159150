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
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * Where a drop is tried: two real instances on one Redis and one database, a look behind the scenes at both, and what
 * must be true of a campaign in the end.
 */
final class DropStage implements AutoCloseable {

    /**
     * What repairs itself does so sooner than by default, so that a test need not wait for it; and Redis is given time
     * on a machine that starts two instances at once.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "SHOWGATE_COUPON_TAKEOVER", "1s",
            "SHOWGATE_COUPON_RECONCILE", "1s",
            "SHOWGATE_REDIS_TIMEOUTMILLIS", "2000");

    private static final Duration SOME_SECONDS = Duration.ofSeconds(20);

    private final Map<String, String> servers;
    private final Map<String, String> settings;
    private final CouponRecords records;
    private final List<ShowgateProcess> instances;
    private final RedissonClient redisson;

    /** Starts the instances with these settings, which name the servers too. */
    DropStage(Map<String, String> servers, Map<String, String> settings) {
        this.servers = servers;
        this.settings = settings;
        records = new CouponRecords(servers);
        instances = ShowgateProcess.startBoth(this::startAnother, this::startAnother);
        redisson = TestRedis.clientOf(servers.getOrDefault("SPRING_DATA_REDIS_URL", ""));
    }

    /** One more, which takes part only where it is named; it is closed by whoever starts it. */
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

    /** A campaign of that stock that is open on both instances. */
    long campaign(int stock) {
        return campaign(stock, instances);
    }

    /** The same on these. */
    long campaign(int stock, List<ShowgateProcess> living) {
        var now = Instant.now();
        var body = "{\"name\":\"Drop\",\"stock\":%d,\"opensAt\":\"%s\",\"closesAt\":\"%s\"}"
                .formatted(stock, now.minusSeconds(60), now.plusSeconds(3600));
        var created = new Api(living.getFirst().port()).operator("POST", "/api/v1/admin/coupons", body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        long couponId = Api.number(created, "$.couponId");
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

    /** What Redis says is left, or null if it does not know. */
    @Nullable
    Long left(long couponId) {
        return patiently(() -> leftAtOnce(couponId));
    }

    /** The same, unless it does not answer within a second. */
    @Nullable
    private Long leftAtOnce(long couponId) {
        var stock = redisson.<String>getBucket(key(couponId, "stock"), StringCodec.INSTANCE)
                .get();
        return stock == null ? null : Long.valueOf(stock);
    }

    private static String key(long couponId, String name) {
        return "coupon:{" + couponId + ":0}:" + name;
    }

    /** Looks at that all the time. */
    StockWatch watch(long couponId) {
        return StockWatch.of(() -> leftAtOnce(couponId));
    }

    /** Whether an instance has begun to recover the campaign, and has not opened it yet. */
    boolean isRecovering(long couponId) {
        var state = key(couponId, "state");
        return patiently(() -> redisson.getMap(state, StringCodec.INSTANCE).containsKey("rebuild"));
    }

    /** How many of those who record have drawn claims that are not recorded yet. */
    int recordersWithClaims(long couponId) {
        var stream = key(couponId, "stream");
        return patiently(() -> redisson.getStream(stream, StringCodec.INSTANCE)
                .getPendingInfo("writers")
                .getConsumerNames()
                .size());
    }

    /** Asks again while Redis does not answer within a second, as one does whose disk is slow. */
    private static <T extends @Nullable Object> T patiently(Callable<T> question) {
        return await().atMost(SOME_SECONDS)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(question, _ -> true);
    }

    /** Nobody reads or writes claims in the database until this connection is closed. */
    Connection lockClaims() throws SQLException {
        return records.lock();
    }

    /** The codes of the coupons that are issued and were not given back, by user. */
    Map<String, String> issued(long couponId) {
        return records.issued(couponId);
    }

    /** The same of those that were given back. */
    Map<String, String> givenBack(long couponId) {
        return records.givenBack(couponId);
    }

    /** Each instance comes to say that the campaign adds up, with nothing under way, and the database agrees. */
    void assertAddsUp(long couponId) {
        assertAddsUp(couponId, instances);
    }

    /** The same of those instances that live. */
    void assertAddsUp(long couponId, List<ShowgateProcess> living) {
        for (var instance : living) {
            var books = new CouponApi(instance.port()).awaitAddsUp(couponId);
            assertThat(books).containsEntry("recorded", issued(couponId).size());
            assertThat(books.get("left")).hasToString(String.valueOf(left(couponId)));
        }
    }

    @Override
    public void close() {
        redisson.shutdown();
        instances.forEach(ShowgateProcess::close);
    }
}
