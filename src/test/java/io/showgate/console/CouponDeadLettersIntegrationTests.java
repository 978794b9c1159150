package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponKeys;
import io.showgate.support.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Claims that the database does not take: operators see, retry and discard them. Operators also cancel coupons. */
@IntegrationTest
class CouponDeadLettersIntegrationTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int STOCK = 5;

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    StringRedisTemplate redis;

    private CouponApi coupons;
    private long coupon;

    @BeforeEach
    void open() {
        coupons = new CouponApi(port);
        coupon = coupons.add(STOCK);
    }

    private JsonNode entries() {
        return Answer.of(coupons.operator("GET", coupon, "/set-aside")).json().path("entries");
    }

    private String onlyEntry() {
        await().atMost(TIMEOUT).until(() -> entries().size() == 1);
        return ofOnly("entryId");
    }

    private String ofOnly(String member) {
        return entries().path(0).path(member).asString();
    }

    private int act(String method, String path) {
        return coupons.operator(method, coupon, path).statusCode();
    }

    private int retry(String entry) {
        return act("POST", "/set-aside/" + entry + "/retry");
    }

    private int discard(String entry) {
        return act("DELETE", "/set-aside/" + entry);
    }

    private Map<String, Object> reconciliation() {
        return Api.members(coupons.operator("GET", coupon, "/reconciliation"), "$");
    }

    /** The receipt of a claim that is a dead letter. */
    private String deadLetter() {
        var receipts = new String[1];
        RefusedUser.during(jdbc, user, () -> {
            receipts[0] = coupons.receiptOf(coupon, user);
            onlyEntry();
        });
        return receipts[0];
    }

    @Test
    void aRefusedClaimIsShownWithItsReasonAndHoldsUpNoOther() {
        RefusedUser.during(jdbc, user, () -> {
            var receipt = coupons.receiptOf(coupon, user);
            coupons.issuedTo(coupon, user + "-next");

            onlyEntry();
            assertThat(entries().path(0).propertyNames())
                    .containsExactlyInAnyOrder("entryId", "userId", "reason", "claimedAt");
            assertThat(ofOnly("userId")).isEqualTo(user);
            assertThat(ofOnly("reason")).contains("nothing for this user");
            assertThat(Instant.parse(ofOnly("claimedAt"))).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
            assertThat(coupons.state(receipt)).isEqualTo("PROCESSING");
        });
        assertThat(reconciliation()).containsEntry("setAside", 1).containsEntry("difference", 0);
    }

    @Test
    void aRowThatACheckRefusesIsShownToo() {
        jdbc.execute("alter table coupon_claim add constraint refused check (user_id <> '" + user + "')");
        try {
            coupons.receiptOf(coupon, user);

            onlyEntry();
            assertThat(ofOnly("userId")).isEqualTo(user);
        } finally {
            jdbc.execute("alter table coupon_claim drop constraint refused");
        }
        assertThat(retry(onlyEntry())).isEqualTo(204);
        assertThat(coupons.settled(coupons.receiptOf(coupon, user))).isEqualTo("ISSUED");
    }

    @Test
    void afterItsCauseIsGoneARetryIssuesIt() {
        var receipt = deadLetter();
        var entry = onlyEntry();

        assertThat(retry(entry)).isEqualTo(204);

        assertThat(coupons.settled(receipt)).isEqualTo("ISSUED");
        assertThat(entries()).isEmpty();
        assertThat(retry(entry)).isEqualTo(404);
        assertThat(Api.problem(coupons.operator("DELETE", coupon, "/set-aside/" + entry)))
                .isEqualTo("unknown-entry");
        assertThat(reconciliation())
                .containsEntry("left", STOCK - 1)
                .containsEntry("recorded", 1)
                .containsEntry("difference", 0);
    }

    @Test
    void aFailedRetryIsADeadLetterAgain() {
        RefusedUser.during(jdbc, user, () -> {
            coupons.receiptOf(coupon, user);
            var entry = onlyEntry();

            assertThat(retry(entry)).isEqualTo(204);

            await().atMost(TIMEOUT)
                    .until(() -> entries().size() == 1 && !ofOnly("entryId").equals(entry));
        });
    }

    @Test
    void aDiscardedClaimGoesBackToTheStockOnce() {
        var receipt = deadLetter();
        coupons.awaitLeft(coupon, STOCK - 1);
        var entry = onlyEntry();
        var together = new CountDownLatch(16);

        try (var operators = Executors.newFixedThreadPool(16)) {
            var answers = IntStream.range(0, 16)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> {
                                together.countDown();
                                awaitAll(together);
                                return discard(entry);
                            },
                            operators))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join).sorted())
                    .startsWith(204, 404)
                    .hasSize(16)
                    .filteredOn(status -> status == 204)
                    .hasSize(1);
        }

        coupons.awaitLeft(coupon, STOCK);
        assertThat(coupons.state(receipt)).isEqualTo("FAILED withdrawn");
        assertThat(coupons.receiptOf(coupon, user)).isEqualTo(receipt);
        assertThat(reconciliation())
                .containsEntry("left", STOCK)
                .containsEntry("taken", 0)
                .containsEntry("setAside", 0)
                .containsEntry("difference", 0);
    }

    private static void awaitAll(CountDownLatch together) {
        try {
            together.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void retryingAndDiscardingAtOnceEndsInOneOfTheTwo() {
        var receipt = deadLetter();
        var entry = onlyEntry();

        try (var operators = Executors.newFixedThreadPool(2)) {
            var retried = CompletableFuture.supplyAsync(() -> retry(entry), operators);
            var discarded = CompletableFuture.supplyAsync(() -> discard(entry), operators);
            assertThat(List.of(retried.join(), discarded.join())).containsExactlyInAnyOrder(204, 404);
        }

        assertThat(coupons.settled(receipt)).isIn("ISSUED", "FAILED withdrawn");
        coupons.awaitLeft(coupon, coupons.state(receipt).equals("ISSUED") ? STOCK - 1 : STOCK);
    }

    @Test
    void anEntryThatIsNoClaimIsADeadLetterWithoutACoupon() {
        redis.opsForStream().add(CouponKeys.prefix(jdbc, coupon) + "stream", Map.of("not", "a claim"));

        var entry = onlyEntry();
        assertThat(ofOnly("reason")).contains("not a claim");
        assertThat(reconciliation()).containsEntry("left", STOCK).containsEntry("difference", 0);

        assertThat(discard(entry)).isEqualTo(204);
        assertThat(entries()).isEmpty();
        assertThat(reconciliation()).containsEntry("left", STOCK).containsEntry("difference", 0);
    }

    @Test
    void aTextThatIsNoEntryIsUnknown() {
        for (var entry : List.of("0-0", "1-1", "999999999999999999-999999999999999999", "x", "1", "-", "1-", "+")) {
            assertThat(retry(entry)).as(entry).isEqualTo(404);
            assertThat(discard(entry)).as(entry).isEqualTo(404);
        }
    }

    @Test
    void cancellingTakesAnIssuedCouponBackOnce() {
        var receipt = coupons.issuedTo(coupon, user);
        coupons.awaitLeft(coupon, STOCK - 1);

        assertThat(act("DELETE", "/claims/" + user)).isEqualTo(204);
        assertThat(act("DELETE", "/claims/" + user)).isEqualTo(204);

        assertThat(coupons.state(receipt)).isEqualTo("FAILED cancelled");
        coupons.awaitLeft(coupon, STOCK);
        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);
        assertThat(coupons.state(receipt)).isEqualTo("FAILED cancelled");
        assertThat(reconciliation()).containsEntry("givenBack", 1).containsEntry("difference", 0);
    }

    @Test
    void aCouponThatIsNotIssuedCannotBeCancelled() {
        deadLetter();

        assertThat(Api.problem(coupons.operator("DELETE", coupon, "/claims/" + user)))
                .isEqualTo("not-issued");
        assertThat(Api.problem(coupons.operator("DELETE", coupon, "/claims/nobody")))
                .isEqualTo("not-issued");
        assertThat(reconciliation()).containsEntry("left", STOCK - 1);
    }
}
