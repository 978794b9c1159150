package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.CouponApi;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Thousands of people wait for their coupon at once: they cost little, and each of them is told. */
class ReceiptWaitersIntegrationTests {

    private static final int PEOPLE = 2_000;
    private static final int LONGEST_MILLIS = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Instances INSTANCES = new Instances("receipt_waiters");

    private static Instance instance;

    /** The instance takes as many claims at once as there are people. */
    @BeforeAll
    static void start() {
        instance = INSTANCES.start("showgate.traffic.requests.claims=" + PEOPLE);
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    @Test
    void theyCostNeitherThreadsNorConnectionsToRedisAndAllAreTold() {
        var coupons = instance.coupons();
        long coupon = coupons.add(PEOPLE);
        instance.stopRecording();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var receipts = eachOf(people, i -> coupons.receiptOf(coupon, "waiter-" + i)).stream()
                    .map(CompletableFuture::join)
                    .toList();
            int threads = platformThreads();
            int connections = connectionsToRedis();
            var waiting = eachOf(people, i -> coupons.ask(receipts.get(i), LONGEST_MILLIS));
            awaitWaiting(PEOPLE);

            assertThat(platformThreads()).isLessThan(threads + PEOPLE / 20);
            assertThat(connectionsToRedis()).isLessThanOrEqualTo(connections);
            assertThat(coupons.campaign(coupon).statusCode()).isEqualTo(200);
            instance.startRecording();
            assertThat(waiting.stream().map(CompletableFuture::join).map(CouponApi::state))
                    .containsOnly("ISSUED");
        }
        awaitWaiting(0);
    }

    private static <T> List<CompletableFuture<T>> eachOf(ExecutorService people, IntFunction<T> act) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> act.apply(i), people))
                .toList();
    }

    private static void awaitWaiting(int count) {
        await().atMost(TIMEOUT).until(() -> instance.bean(ReceiptWaiters.class).count() == count);
    }

    private static int platformThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static int connectionsToRedis() {
        var clients = instance.bean(StringRedisTemplate.class).execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("clients"));
        return Integer.parseInt(Objects.requireNonNull(clients).getProperty("connected_clients"));
    }
}
