package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.IntegrationTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Operators add campaigns, change them while they run, and end them. */
@IntegrationTest
class AdminCouponIntegrationTests {

    private final String user = "u-" + UUID.randomUUID();
    private final Instant opensAt = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
    private final Instant closesAt = opensAt.plusSeconds(3_600);

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    private CouponApi coupons;

    @BeforeEach
    void connect() {
        coupons = new CouponApi(port);
    }

    private void take(long coupon, int count) {
        for (int i = 0; i < count; i++) {
            coupons.issuedTo(coupon, user + '-' + i);
        }
    }

    private void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Api.problem(answer)).isEqualTo(slug);
    }

    @Test
    void anAddedCampaignIsThereForOperatorsAndBuyers() {
        var added = coupons.post(CouponApi.body("봄 쿠폰 \uD83C\uDFAB", 7, opensAt, closesAt));

        assertThat(added.statusCode()).isEqualTo(201);
        int id = Api.number(added, "$.couponId");
        assertThat(added.headers().firstValue("Location")).hasValue(CouponApi.ADMIN + '/' + id);
        assertThat(Api.members(added, "$"))
                .containsOnlyKeys(
                        "couponId", "name", "stock", "left", "state", "opensAt", "closesAt", "queue", "serverTime")
                .containsEntry("name", "봄 쿠폰 \uD83C\uDFAB")
                .containsEntry("stock", 7)
                .containsEntry("left", 7)
                .containsEntry("state", "SCHEDULED")
                .containsEntry("opensAt", opensAt.toString())
                .containsEntry("closesAt", closesAt.toString())
                .containsEntry("queue", null);
        assertThat(withoutTime(coupons.operator("GET", id, ""))).isEqualTo(withoutTime(added));
        assertThat(withoutTime(coupons.campaign(id))).isEqualTo(withoutTime(added));
    }

    private static Object withoutTime(HttpResponse<String> campaign) {
        var members = Api.members(campaign, "$");
        members.remove("serverTime");
        return members;
    }

    @Test
    void theNewestCampaignsComeFirstPageByPage() {
        long first = coupons.add(1);
        long second = coupons.add(1);

        var page = coupons.api().operator("GET", CouponApi.ADMIN + "?page=1&size=2", "");

        List<Number> ids = JsonPath.read(page.body(), "$.coupons[*].couponId");
        assertThat(ids.stream().map(Number::longValue)).containsExactly(second, first);
        assertThat(Api.members(page, "$")).containsOnlyKeys("coupons", "page", "size", "total");
        assertThat(Api.number(page, "$.total")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void membersMissingInAChangeStay() {
        long coupon = coupons.add(3, opensAt, closesAt);

        var renamed = coupons.change(coupon, "{\"name\":\"Renamed\"}");

        assertThat(renamed.statusCode()).isEqualTo(200);
        assertThat(Api.members(renamed, "$"))
                .containsEntry("name", "Renamed")
                .containsEntry("stock", 3)
                .containsEntry("opensAt", opensAt.toString())
                .containsEntry("closesAt", closesAt.toString());
        assertThat(Api.text(coupons.campaign(coupon), "$.name")).isEqualTo("Renamed");
    }

    @Test
    void timesMoveWhileItRuns() {
        long coupon = coupons.add(1, opensAt, closesAt);
        assertProblem(coupons.claim(coupon, user), 409, "not-open");

        coupons.change(coupon, "{\"opensAt\":\"" + Instant.now().minusSeconds(1) + "\"}");
        assertThat(coupons.claim(coupon, user).statusCode()).isEqualTo(202);

        coupons.change(coupon, "{\"opensAt\":\"" + opensAt + "\"}");
        assertProblem(coupons.claim(coupon, user + "-late"), 409, "not-open");
    }

    @Test
    void raisingTheStockPutsMoreOnSale() {
        long coupon = coupons.add(1);
        take(coupon, 1);
        coupons.awaitLeft(coupon, 0);
        assertProblem(coupons.claim(coupon, user), 409, "sold-out");

        var raised = coupons.change(coupon, "{\"stock\":2}");

        assertThat(Api.members(raised, "$"))
                .containsEntry("stock", 2)
                .containsEntry("left", 1)
                .containsEntry("state", "OPEN");
        coupons.issuedTo(coupon, user);
        assertProblem(coupons.claim(coupon, user + "-late"), 409, "sold-out");
    }

    @Test
    void loweringTheStockToTheTakenCouponsSellsItOut() {
        long coupon = coupons.add(5);
        take(coupon, 2);

        var lowered = coupons.change(coupon, "{\"stock\":2}");

        assertThat(Api.members(lowered, "$"))
                .containsEntry("stock", 2)
                .containsEntry("left", 0)
                .containsEntry("state", "SOLD_OUT");
        assertProblem(coupons.claim(coupon, user), 409, "sold-out");
    }

    @Test
    void theStockIsNeverLowerThanTheTakenCoupons() {
        long coupon = coupons.add(5);
        take(coupon, 2);
        coupons.awaitLeft(coupon, 3);

        var refused = coupons.change(coupon, "{\"stock\":1,\"name\":\"Renamed\"}");

        assertProblem(refused, 409, "stock-too-low");
        assertThat(Api.number(refused, "$.taken")).isEqualTo(2);
        assertThat(Api.members(coupons.operator("GET", coupon, ""), "$"))
                .containsEntry("name", "First come")
                .containsEntry("stock", 5)
                .containsEntry("left", 3);
        coupons.issuedTo(coupon, user);
    }

    @Test
    void loweringTheStockWhilePeopleClaimIssuesExactlyTheStock() {
        long coupon = coupons.add(2_000);
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = IntStream.range(0, 600)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> coupons.claim(coupon, user + '-' + i).statusCode(), buyers))
                    .toList();
            var lowered = IntStream.iterate(100, stock -> stock + 50)
                    .filter(stock ->
                            coupons.change(coupon, "{\"stock\":" + stock + '}').statusCode() == 200)
                    .findFirst()
                    .orElseThrow();
            long taken = claims.stream()
                    .map(CompletableFuture::join)
                    .filter(status -> status == 202)
                    .count();

            assertThat(taken).isEqualTo(Math.min(600, lowered));
            await().atMost(Duration.ofSeconds(10)).until(() -> issued(coupon) == taken);
            assertThat(Api.number(coupons.operator("GET", coupon, "/reconciliation"), "$.difference"))
                    .isZero();
        }
    }

    private long issued(long coupon) {
        return Api.number(coupons.operator("GET", coupon, "/reconciliation"), "$.recorded");
    }

    @Test
    void endingStopsItAtOnceAndCanBeRepeated() {
        long coupon = coupons.add(2);
        var receipt = coupons.receiptOf(coupon, user);

        var ended = coupons.operator("POST", coupon, "/end");

        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(Api.text(ended, "$.state")).isEqualTo("ENDED");
        assertProblem(coupons.claim(coupon, user + "-late"), 409, "ended");
        assertThat(coupons.settled(receipt)).isEqualTo("ISSUED");
        var again = coupons.operator("POST", coupon, "/end");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Api.text(again, "$.closesAt")).isEqualTo(Api.text(ended, "$.closesAt"));
    }

    @Test
    void aCampaignCanEndBeforeItOpens() {
        long coupon = coupons.add(2, opensAt, closesAt);

        assertThat(Api.text(coupons.operator("POST", coupon, "/end"), "$.state"))
                .isEqualTo("ENDED");

        assertProblem(coupons.claim(coupon, user), 409, "ended");
    }

    @Test
    void anEndedCampaignCanBeOpenedAgain() {
        long coupon = coupons.add(2);
        coupons.operator("POST", coupon, "/end");

        coupons.change(coupon, "{\"closesAt\":\"" + closesAt + "\"}");

        assertThat(coupons.claim(coupon, user).statusCode()).isEqualTo(202);
    }

    @Test
    void aCampaignIsAddedAndChangedWithTimesOfAnyOffset() {
        var added = coupons.post("""
                {"name": "Offsets", "stock": 1,
                 "opensAt": "2030-03-01T19:00:00+09:00", "closesAt": "2030-03-01T19:00:00.0015Z"}""");

        assertThat(Api.text(added, "$.opensAt")).isEqualTo("2030-03-01T10:00:00Z");
        assertThat(Api.text(added, "$.closesAt")).isEqualTo("2030-03-01T19:00:00.001Z");
        assertThat(jdbc.queryForObject(
                        "select opens_at from coupon_campaign where id = ?",
                        LocalDateTime.class,
                        Api.number(added, "$.couponId")))
                .isEqualTo("2030-03-01T10:00:00");
    }

    @Test
    void anUnknownCampaignIsNotFound() {
        assertProblem(coupons.operator("GET", 999_999_999, ""), 404, "unknown-coupon");
        assertProblem(coupons.change(999_999_999, "{\"stock\":2}"), 404, "unknown-coupon");
        assertProblem(coupons.operator("POST", 999_999_999, "/end"), 404, "unknown-coupon");
        assertProblem(coupons.operator("GET", 999_999_999, "/reconciliation"), 404, "unknown-coupon");
        assertProblem(coupons.operator("GET", 999_999_999, "/set-aside"), 404, "unknown-coupon");
        assertProblem(coupons.operator("DELETE", 999_999_999, "/claims/" + user), 404, "unknown-coupon");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,''",
        "POST,''",
        "GET,/1",
        "PATCH,/1",
        "POST,/1/end",
        "GET,/1/reconciliation",
        "GET,/1/set-aside",
        "POST,/1/set-aside/1-1/retry",
        "DELETE,/1/set-aside/1-1",
        "DELETE,/1/claims/anna"
    })
    void everyRouteRequiresTheOperatorsSignIn(String method, String path) {
        assertProblem(
                coupons.api().send(method, CouponApi.ADMIN + path, "", "Content-Type", "application/json"),
                401,
                "not-signed-in");
        assertProblem(
                coupons.api().send(method, CouponApi.ADMIN + path, "", "Authorization", "Basic b3BlcmF0b3I6d3Jvbmc="),
                401,
                "not-signed-in");
    }
}
