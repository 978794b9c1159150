package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two instances with the same campaigns: one records claims, the other one never does. */
class CouponInstancesIntegrationTests {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int NEVER_SETTLED_MILLIS = 10_000;
    private static final Instances INSTANCES = new Instances("coupon_instances");

    private static Instance recording;
    private static Instance other;

    private final String user = "u-" + UUID.randomUUID();
    private CouponApi here;
    private CouponApi there;

    @BeforeAll
    static void start() {
        recording = INSTANCES.start();
        other = startAnother();
    }

    private static Instance startAnother() {
        var instance = INSTANCES.start();
        instance.stopRecording();
        return instance;
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    @BeforeEach
    void connect() {
        here = recording.coupons();
        there = other.coupons();
    }

    @AfterEach
    void record() {
        recording.startRecording();
    }

    /** A campaign that both instances know. */
    private long campaign(int stock) {
        long coupon = here.add(stock);
        there.awaitLeft(coupon, stock);
        return coupon;
    }

    @Test
    void theReceiptIsTheSameOnEveryInstanceAndAfterARestart() {
        long coupon = campaign(1);
        var receipt = here.issuedTo(coupon, user);

        assertThat(there.receiptOf(coupon, user)).isEqualTo(receipt);
        other.close();
        other = startAnother();

        assertThat(other.coupons().receiptOf(coupon, user)).isEqualTo(receipt);
        assertThat(Api.text(other.coupons().ask(receipt), "$.code")).isEqualTo(Api.text(here.ask(receipt), "$.code"));
        assertThat(recording
                        .bean(JdbcTemplate.class)
                        .queryForObject("select count(*) from coupon_claim where coupon_id = ?", Long.class, coupon))
                .isOne();
    }

    /** An instance of a version without identities adds it during an update of the installation. */
    @Test
    void aCampaignWithoutAnIdentityHasTheKeysAndReceiptsOfEarlierVersions() {
        var jdbc = recording.bean(JdbcTemplate.class);
        long template = campaign(1);
        jdbc.update("update coupon_change set number = number + 1");
        jdbc.update(
                "insert into coupon_campaign (name, stock, opens_at, closes_at, changed) select name, 3, opens_at,"
                        + " closes_at, number from coupon_campaign, coupon_change where coupon_campaign.id = ?",
                template);
        long coupon = Objects.requireNonNull(jdbc.queryForObject("select max(id) from coupon_campaign", Long.class));
        there.awaitLeft(coupon, 3);

        var receipt = here.issuedTo(coupon, user);

        assertThat(Base64.getUrlDecoder().decode(receipt.replaceAll("^v1.|[.][^.]+$", "")))
                .asString()
                .isEqualTo(coupon + ":" + user);
        assertThat(recording.bean(StringRedisTemplate.class).opsForValue().get("coupon:{" + coupon + ":0}:stock"))
                .isEqualTo("2");
        assertThat(there.receiptOf(coupon, user)).isEqualTo(receipt);
    }

    @Test
    void whileNothingIsRecordedAReceiptSaysProcessingAndIsNotTakenBack() {
        long coupon = campaign(1);
        recording.stopRecording();
        var receipt = here.receiptOf(coupon, user);

        assertThat(Stream.of(here, there).map(each -> each.ask(receipt, 300)))
                .allSatisfy(answer -> assertThat(Api.members(answer, "$"))
                        .containsEntry("status", "PROCESSING")
                        .containsEntry("code", null)
                        .containsEntry("reason", null));
        var refused = here.giveBack(receipt);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Api.problem(refused)).isEqualTo("not-issued");

        recording.startRecording();
        assertThat(here.settled(receipt)).isEqualTo("ISSUED");
    }

    @Test
    void waitingHoldersAreToldAtOnceOnEveryInstance() throws Exception {
        long coupon = campaign(1);
        recording.stopRecording();
        var receipt = here.receiptOf(coupon, user);
        var waiting = Stream.of(here, there).map(each -> waiting(each, receipt)).toList();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Stream.of(recording, other)
                        .allMatch(each -> each.bean(ReceiptWaiters.class).count() == 1));

        recording.startRecording();
        await().atMost(A_SECOND.plus(A_SECOND)).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));

        for (var answer : waiting) {
            assertThat(CouponApi.state(answer.get())).isEqualTo("ISSUED");
        }
    }

    private static CompletableFuture<HttpResponse<String>> waiting(CouponApi instance, String receipt) {
        return CompletableFuture.supplyAsync(
                () -> instance.ask(receipt, NEVER_SETTLED_MILLIS), Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void aReturnedCouponIsOnSaleOnEveryInstanceWithinASecond() {
        long coupon = campaign(1);
        var receipt = here.issuedTo(coupon, user);
        there.awaitLeft(coupon, 0);
        assertThat(Api.problem(there.claim(coupon, user + "-late"))).isEqualTo("sold-out");

        assertThat(here.giveBack(receipt).statusCode()).isEqualTo(204);

        await().atMost(A_SECOND)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Stream.of(here, there)
                        .allMatch(each ->
                                Api.text(each.campaign(coupon), "$.state").equals("OPEN")));
        assertThat(there.claim(coupon, user + "-late").statusCode()).isEqualTo(202);
    }

    @Test
    void moreStockIsOnSaleOnEveryInstanceWithinASecond() {
        long coupon = campaign(1);
        here.issuedTo(coupon, user);
        there.awaitLeft(coupon, 0);

        assertThat(here.change(coupon, "{\"stock\":2}").statusCode()).isEqualTo(200);

        await().atMost(A_SECOND)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> there.claim(coupon, user + "-late").statusCode() == 202);
    }

    /** Only claims and receipts ask Redis for the score of a member. */
    @Test
    void soldOutIsAnsweredFromMemory() {
        long coupon = campaign(1);
        var receipt = here.issuedTo(coupon, user);
        Stream.of(here, there).forEach(each -> each.awaitLeft(coupon, 0));
        long before = scoresAsked();

        for (int i = 0; i < 100; i++) {
            assertThat(Api.problem(here.claim(coupon, user + i))).isEqualTo("sold-out");
            assertThat(Api.problem(there.claim(coupon, user + i))).isEqualTo("sold-out");
        }

        assertThat(scoresAsked()).isEqualTo(before);
        assertThat(there.receiptOf(coupon, user)).isEqualTo(receipt);
        assertThat(scoresAsked()).isGreaterThan(before);
    }

    private static long scoresAsked() {
        var redis = recording.bean(StringRedisTemplate.class);
        var statistics = redis.execute((RedisCallback<String>)
                connection -> Objects.requireNonNull(connection.serverCommands().info("commandstats"))
                        .getProperty("cmdstat_zscore", "calls=0,"));
        return Long.parseLong(Objects.requireNonNull(statistics).replaceFirst("calls=(\\d+),.*", "$1"));
    }
}
