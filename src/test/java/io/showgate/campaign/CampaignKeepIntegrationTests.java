package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A campaign that ended so long ago that it left Redis is still answered correctly. */
class CampaignKeepIntegrationTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Instances INSTANCES = new Instances("campaign_keep");

    private static Instance instance;
    private static CouponApi coupons;
    private static StringRedisTemplate redis;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start("showgate.coupon.keep=1s", "showgate.coupon.reconcile=1s");
        coupons = instance.coupons();
        redis = instance.bean(StringRedisTemplate.class);
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static void awaitForgotten(long coupon) {
        var campaign =
                Objects.requireNonNull(instance.bean(CampaignRegistry.class).find(coupon));
        await().atMost(TIMEOUT)
                .until(() -> CampaignKeys.of(campaign.identity()).all().stream()
                        .noneMatch(key -> redis.hasKey(key.toString())));
        await().atMost(TIMEOUT)
                .until(() -> instance.management()
                        .get("/actuator/prometheus")
                        .body()
                        .lines()
                        .noneMatch(line -> line.contains("coupon=\"" + coupon + '"')));
    }

    @Test
    void receiptsClaimsAndThePageAreAnsweredFromTheDatabase() {
        long coupon = coupons.add(3);
        var issued = coupons.issuedTo(coupon, "holder");
        var givenBack = coupons.issuedTo(coupon, "giver");
        coupons.giveBack(givenBack);
        coupons.operator("POST", coupon, "/end");

        awaitForgotten(coupon);

        assertThat(coupons.state(issued)).isEqualTo("ISSUED");
        assertThat(coupons.state(givenBack)).isEqualTo("FAILED given-back");
        assertThat(Api.problem(coupons.claim(coupon, "late"))).isEqualTo("ended");
        assertThat(Api.members(coupons.campaign(coupon), "$"))
                .containsEntry("state", "ENDED")
                .containsEntry("left", 2);
    }

    @Test
    void anIssuedCouponCanStillBeGivenBack() {
        long coupon = coupons.add(1);
        var receipt = coupons.issuedTo(coupon, "holder");
        coupons.operator("POST", coupon, "/end");
        awaitForgotten(coupon);

        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);
        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);

        assertThat(coupons.state(receipt)).isEqualTo("FAILED given-back");
    }

    @Test
    void itsReconciliationCanStillBeRead() {
        long coupon = coupons.add(2);
        coupons.issuedTo(coupon, "holder");
        coupons.operator("POST", coupon, "/end");
        awaitForgotten(coupon);

        var found = coupons.operator("GET", coupon, "/reconciliation");

        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(Api.members(found, "$"))
                .containsEntry("stock", 2)
                .containsEntry("recorded", 1)
                .containsEntry("difference", 0);
    }

    @Test
    void aLaterEndBringsItBackWithItsStock() {
        long coupon = coupons.add(2);
        var receipt = coupons.issuedTo(coupon, "holder");
        coupons.operator("POST", coupon, "/end");
        awaitForgotten(coupon);

        coupons.change(coupon, "{\"closesAt\":\"" + Instant.now().plusSeconds(600) + "\"}");

        await().atMost(TIMEOUT).until(() -> coupons.claim(coupon, "late").statusCode() == 202);
        assertThat(coupons.receiptOf(coupon, "holder")).isEqualTo(receipt);
        assertThat(Api.problem(coupons.claim(coupon, "third"))).isEqualTo("sold-out");
    }
}
