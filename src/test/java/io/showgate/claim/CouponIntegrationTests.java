package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.IntegrationTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The routes of buyers: read campaigns, claim, read a receipt, give back. */
@IntegrationTest
class CouponIntegrationTests {

    private static final String CODE = "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}";

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private CouponApi coupons;

    @BeforeEach
    void connect() {
        coupons = new CouponApi(port);
    }

    private long soldOut() {
        long coupon = coupons.add(1);
        coupons.issuedTo(coupon, user);
        coupons.awaitLeft(coupon, 0);
        return coupon;
    }

    private static String state(HttpResponse<String> campaign) {
        return Api.text(campaign, "$.state");
    }

    @Test
    void aCampaignShowsItsStockAndItsPeriod() {
        long coupon = coupons.add(3);

        var answer = coupons.campaign(coupon);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Api.members(answer, "$"))
                .containsOnlyKeys(
                        "couponId", "name", "stock", "left", "state", "opensAt", "closesAt", "queue", "serverTime")
                .containsEntry("stock", 3)
                .containsEntry("left", 3)
                .containsEntry("state", "OPEN")
                .containsEntry("queue", null);
        assertThat(Instant.parse(Api.text(answer, "$.serverTime")))
                .isCloseTo(Instant.now(), within(2, ChronoUnit.SECONDS));
    }

    @Test
    void stockAndStateFollowTheClaims() {
        long coupon = coupons.add(2);

        coupons.receiptOf(coupon, user);
        coupons.awaitLeft(coupon, 1);
        assertThat(state(coupons.campaign(coupon))).isEqualTo("OPEN");

        coupons.receiptOf(coupon, user + "-second");
        coupons.awaitLeft(coupon, 0);
        assertThat(state(coupons.campaign(coupon))).isEqualTo("SOLD_OUT");
    }

    @Test
    void itOpensAndEndsByTheServersClockAndByItself() {
        var opensAt = Instant.now().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS);
        long coupon = coupons.add(5, opensAt, opensAt.plusMillis(1_500));

        var early = coupons.claim(coupon, user);
        assertThat(state(coupons.campaign(coupon))).isEqualTo("SCHEDULED");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(Api.problem(early)).isEqualTo("not-open");
        assertThat(Api.text(early, "$.opensAt")).isEqualTo(opensAt.toString());
        assertThat(early.headers().firstValue("Retry-After").map(Integer::parseInt))
                .get()
                .satisfies(seconds -> assertThat(seconds).isBetween(1, 2));

        awaitState(coupon, "OPEN");
        var receipt = coupons.receiptOf(coupon, user);

        awaitState(coupon, "ENDED");
        var late = coupons.claim(coupon, user + "-late");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Api.problem(late)).isEqualTo("ended");
        assertThat(coupons.receiptOf(coupon, user)).isEqualTo(receipt);
    }

    private void awaitState(long coupon, String state) {
        await().atMost(Duration.ofSeconds(5)).until(() -> state(coupons.campaign(coupon)), state::equals);
    }

    @Test
    void aClaimDaysTooEarlySaysWhenItOpens() {
        var opensAt = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

        var answer = coupons.claim(coupons.add(5, opensAt, opensAt.plusSeconds(1)), user);

        assertThat(Api.problem(answer)).isEqualTo("not-open");
        assertThat(Api.text(answer, "$.opensAt")).isEqualTo(opensAt.toString());
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::parseInt))
                .get()
                .satisfies(seconds -> assertThat(seconds).isBetween(3 * 86_400 - 60, 3 * 86_400));
    }

    @Test
    void theNewestCampaignsComeFirstPageByPage() {
        long oldest = coupons.add(1);
        long middle = coupons.add(1);
        long newest = coupons.add(1);

        var first = coupons.api().get(CouponApi.COUPONS + "?page=1&size=2");
        var second = coupons.api().get(CouponApi.COUPONS + "?page=2&size=2");

        assertThat(ids(first)).containsExactly(newest, middle);
        assertThat(ids(second)).startsWith(oldest);
        assertThat(Api.members(first, "$"))
                .containsOnlyKeys("coupons", "page", "size", "total", "serverTime")
                .containsEntry("page", 1)
                .containsEntry("size", 2)
                .containsEntry("total", Api.number(second, "$.total"));
        assertThat(Api.number(first, "$.total")).isGreaterThanOrEqualTo(3);
        assertThat(Api.members(first, "$.coupons[0]").keySet())
                .isEqualTo(Api.members(coupons.campaign(newest), "$").keySet());
    }

    @Test
    void withoutParametersThePageIsTheFirstOfTen() {
        var answer = coupons.api().get(CouponApi.COUPONS);

        assertThat(Api.number(answer, "$.page")).isEqualTo(1);
        assertThat(Api.number(answer, "$.size")).isEqualTo(10);
        assertThat(ids(coupons.api().get(CouponApi.COUPONS + "?page=2147483647&size=100")))
                .isEmpty();
    }

    private static List<Long> ids(HttpResponse<String> page) {
        List<Number> ids = JsonPath.read(page.body(), "$.coupons[*].couponId");
        return ids.stream().map(Number::longValue).toList();
    }

    @Test
    void claimingAnswersWithAReceiptAndWhereToAsk() {
        var answer = coupons.claim(coupons.add(1), user);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Api.members(answer, "$"))
                .containsOnlyKeys("receipt", "status", "pollAfterMillis")
                .containsEntry("status", "PROCESSING");
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).endsWith(Api.text(answer, "$.receipt"));
        assertThat(coupons.api().get(location).statusCode()).isEqualTo(200);
    }

    @Test
    void aSecondClickGetsTheSameReceiptAndNoSecondCoupon() {
        long coupon = coupons.add(3);
        var receipt = coupons.receiptOf(coupon, user);

        assertThat(coupons.receiptOf(coupon, user)).isEqualTo(receipt);
        coupons.settled(receipt);
        assertThat(coupons.receiptOf(coupon, user)).isEqualTo(receipt);

        coupons.awaitLeft(coupon, 2);
    }

    @Test
    void aReceiptIsForOnePersonAndOneCampaign() {
        long coupon = coupons.add(3);
        var receipt = coupons.receiptOf(coupon, user);

        assertThat(coupons.receiptOf(coupon, user + "-other")).isNotEqualTo(receipt);
        assertThat(coupons.receiptOf(coupons.add(3), user)).isNotEqualTo(receipt);
    }

    @Test
    void soldOutIsAConflictExceptForHolders() {
        long coupon = soldOut();

        var late = coupons.claim(coupon, user + "-late");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Api.problem(late)).isEqualTo("sold-out");
        assertThat(coupons.claim(coupon, user).statusCode()).isEqualTo(202);
    }

    @Test
    void aReceiptSaysIssuedWithACodeThatStays() {
        long coupon = coupons.add(2);
        var receipt = coupons.issuedTo(coupon, user);

        var answer = coupons.ask(receipt);

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Api.members(answer, "$"))
                .containsOnlyKeys("receipt", "couponId", "status", "code", "reason")
                .containsEntry("receipt", receipt)
                .containsEntry("couponId", (int) coupon);
        assertThat(code(answer)).matches(CODE).isEqualTo(code(coupons.ask(receipt)));
        assertThat(code(coupons.ask(coupons.issuedTo(coupon, user + "-other")))).isNotEqualTo(code(answer));
    }

    private static String code(HttpResponse<String> receipt) {
        return Api.text(receipt, "$.code");
    }

    @Test
    void aSettledReceiptIsAnsweredAtOnce() {
        var receipt = coupons.issuedTo(coupons.add(1), user);

        long start = System.nanoTime();
        assertThat(CouponApi.state(coupons.ask(receipt, 10_000))).isEqualTo("ISSUED");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aPersonWhoGaveBackCannotClaimAgain() {
        long coupon = coupons.add(1);
        var receipt = coupons.issuedTo(coupon, user);

        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);

        assertThat(coupons.state(receipt)).isEqualTo("FAILED given-back");
        assertThat(coupons.receiptOf(coupon, user)).isEqualTo(receipt);
        assertThat(coupons.state(receipt)).isEqualTo("FAILED given-back");
        coupons.awaitLeft(coupon, 1);
    }

    @Test
    void repeatedReturnsPutOneCouponOnSale() {
        long coupon = soldOut();
        var receipt = coupons.receiptOf(coupon, user);

        for (int i = 0; i < 3; i++) {
            assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);
        }

        coupons.awaitLeft(coupon, 1);
        assertThat(state(coupons.campaign(coupon))).isEqualTo("OPEN");
        coupons.issuedTo(coupon, user + "-next");
        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);
        coupons.awaitLeft(coupon, 0);
        assertThat(Api.problem(coupons.claim(coupon, user + "-third"))).isEqualTo("sold-out");
    }

    @Test
    void anUnknownCampaignIsNotFound() {
        assertThat(coupons.campaign(999_999_999).statusCode()).isEqualTo(404);
        assertThat(Api.problem(coupons.campaign(999_999_999))).isEqualTo("unknown-coupon");
        assertThat(Api.problem(coupons.claim(999_999_999, user))).isEqualTo("unknown-coupon");
    }
}
