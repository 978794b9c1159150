package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponKeys;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** The reconciliation of a campaign: each number in a known situation, and differences made on purpose. */
class CouponReconciliationIntegrationTests {

    private static final Duration COMPARED = Duration.ofSeconds(6);
    private static final Instances INSTANCES = new Instances("coupon_reconciliation");

    private static Instance instance;
    private static CouponApi coupons;
    private static JdbcTemplate jdbc;
    private static StringRedisTemplate redis;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start("showgate.coupon.reconcile=1s");
        coupons = instance.coupons();
        jdbc = instance.bean(JdbcTemplate.class);
        redis = instance.bean(StringRedisTemplate.class);
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    @AfterEach
    void record() {
        instance.startRecording();
    }

    private static Map<String, Object> reconciliation(long coupon) {
        return Api.members(coupons.operator("GET", coupon, "/reconciliation"), "$");
    }

    private static Optional<Double> metric(String name, long coupon) {
        var sample = name + "{coupon=\"" + coupon + "\"} ";
        return instance.management()
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(sample))
                .map(line -> Double.valueOf(line.substring(sample.length())))
                .findFirst();
    }

    private static void awaitDifference(long coupon, double difference) {
        await().atMost(COMPARED)
                .untilAsserted(
                        () -> assertThat(metric("coupon_difference", coupon)).hasValue(difference));
    }

    @Test
    void aNewCampaignAddsUp() {
        long coupon = coupons.add(10);

        assertThat(reconciliation(coupon))
                .containsOnlyKeys(
                        "stock",
                        "left",
                        "taken",
                        "inStream",
                        "recorded",
                        "setAside",
                        "givenBack",
                        "difference",
                        "explanation",
                        "redisKeys")
                .containsEntry("redisKeys", CouponKeys.prefix(jdbc, coupon))
                .containsEntry("stock", 10)
                .containsEntry("left", 10)
                .containsEntry("taken", 0)
                .containsEntry("difference", 0);
    }

    @Test
    void eachCouponIsCountedWhereItIs() {
        long coupon = coupons.add(10);
        coupons.issuedTo(coupon, "recorded-1");
        coupons.issuedTo(coupon, "recorded-2");
        coupons.giveBack(coupons.issuedTo(coupon, "giver"));
        RefusedUser.during(jdbc, "refused", () -> {
            coupons.receiptOf(coupon, "refused");
            await().until(() -> Objects.equals(reconciliation(coupon).get("setAside"), 1));
        });
        instance.stopRecording();
        coupons.receiptOf(coupon, "waiting-1");
        coupons.receiptOf(coupon, "waiting-2");
        coupons.receiptOf(coupon, "waiting-3");

        assertThat(reconciliation(coupon))
                .containsEntry("stock", 10)
                .containsEntry("left", 4)
                .containsEntry("taken", 6)
                .containsEntry("inStream", 3)
                .containsEntry("recorded", 2)
                .containsEntry("setAside", 1)
                .containsEntry("givenBack", 1)
                .containsEntry("difference", 0);
        awaitDifference(coupon, 0);
        await().until(() -> metric("coupon_stream_length", coupon).equals(Optional.of(3.0)));
        assertThat(metric("coupon_dead_letters", coupon)).hasValue(1.0);
        assertThat(metric("coupon_left", coupon)).hasValue(4.0);
    }

    /** The same happens after the database is restored from an older copy. */
    @Test
    void aLossInTheDatabaseIsSeenAndReported() {
        long coupon = coupons.add(10);
        coupons.issuedTo(coupon, "kept");
        coupons.issuedTo(coupon, "lost");
        awaitDifference(coupon, 0);

        jdbc.update("delete from coupon_claim where coupon_id = ? and user_id = 'lost'", coupon);
        jdbc.update("update coupon_campaign set issued = issued - 1 where id = ?", coupon);

        assertThat(reconciliation(coupon)).containsEntry("difference", 1).containsEntry("recorded", 1);
        assertThat(reconciliation(coupon))
                .extractingByKey("explanation")
                .asString()
                .contains("1 coupons count as taken")
                .contains("database");
        awaitDifference(coupon, 1);
    }

    /** The same happens if Redis is older than the database without a restart. */
    @Test
    void aLossInRedisIsSeenAndRepaired() {
        long coupon = coupons.add(10);
        var receipt = coupons.issuedTo(coupon, "holder");
        var prefix = CouponKeys.prefix(jdbc, coupon);

        redis.opsForZSet().remove(prefix + "claims", "holder");
        redis.opsForValue().set(prefix + "stock", "10");

        await().atMost(COMPARED).until(() -> redis.opsForZSet().score(prefix + "claims", "holder") != null);
        coupons.awaitLeft(coupon, 9);
        assertThat(coupons.receiptOf(coupon, "holder")).isEqualTo(receipt);
        awaitDifference(coupon, 0);
    }

    /** A claim is gone but its coupon still counts as taken, so that only the sums agree. */
    @Test
    void aLostClaimIsRepairedAlthoughTheSumsAgree() {
        long coupon = coupons.add(10);
        coupons.issuedTo(coupon, "holder");
        var claims = CouponKeys.prefix(jdbc, coupon) + "claims";

        redis.opsForZSet().remove(claims, "holder");

        await().atMost(COMPARED).until(() -> redis.opsForZSet().score(claims, "holder") != null);
        coupons.awaitLeft(coupon, 9);
        awaitDifference(coupon, 0);
    }

    /** The same happens when an instance dies between the two steps of giving back. */
    @Test
    void aCouponThatWasGivenBackHalfwayGoesOnSaleByItself() {
        long coupon = coupons.add(1);
        var receipt = coupons.issuedTo(coupon, "giver");
        coupons.awaitLeft(coupon, 0);

        jdbc.update(
                "update coupon_claim set given_back_at = claimed_at, given_back_by = 'HOLDER' where coupon_id = ?",
                coupon);
        jdbc.update("update coupon_campaign set issued = 0, given_back = 1 where id = ?", coupon);

        coupons.awaitLeft(coupon, 1);
        awaitDifference(coupon, 0);
        assertThat(coupons.state(receipt)).isEqualTo("FAILED given-back");
    }
}
