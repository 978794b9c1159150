package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RawHttp;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More requests wait than an instance has memory for, and the instance still serves others. */
@Tag(TestServers.ONCE)
class SmallMemoryIntegrationTests {

    private static final int PEOPLE = 5_000;
    private static final String WAIT = "?waitMillis=8000";
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Without the database, requests for a receipt wait, and in the end get a time to come back. */
    @Test
    void requestsBeyondTheMemoryAreToldToComeBack() {
        var program = List.of("-Xmx192m", "io.showgate.ShowgateApplication");
        try (var redis = OwnRedis.start(RedisPersistence.NONE);
                var database = OwnDatabase.start();
                var instance = ShowgateProcess.start(program, redis.environment(), database.environment());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var coupons = new CouponApi(instance.port());
            long coupon = coupons.add(10);
            coupons.awaitLeft(coupon, 10);
            database.kill();
            var receipt = coupons.receiptOf(coupon, "holder");

            var asks = IntStream.range(0, PEOPLE)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> RawHttp.send(
                                    instance.port(),
                                    "GET /api/v1/coupons/claims/" + receipt + WAIT + " HTTP/1.1",
                                    "Host: localhost"),
                            threads))
                    .toList();
            CompletableFuture.anyOf(asks.toArray(CompletableFuture[]::new)).join();
            var api = new Api(instance.port());
            long start = System.nanoTime();
            assertThat(api.join("in-between").statusCode()).isIn(200, 503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);

            var answers = asks.stream().map(CompletableFuture::join).toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isNotEmpty();
            });
            assertThat(answers)
                    .extracting(answer -> answer.json().path("type").asString())
                    .contains("/docs/problems.md#overloaded", "/docs/problems.md#try-again-later");
            await().atMost(SOON).until(() -> api.join("later").statusCode() == 200);
            assertThat(instance.output()).doesNotContain("OutOfMemoryError");
        }
    }
}
