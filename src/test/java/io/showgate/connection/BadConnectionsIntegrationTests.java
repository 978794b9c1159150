package io.showgate.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.Crowd;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestServers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of connections whose clients do not do their part, and everyone else is answered as without them. With
 * fewer open files than 20,000 there are fewer connections.
 */
@Tag(TestServers.ONCE)
class BadConnectionsIntegrationTests {

    private static final int MOST = 6_000;
    private static final int OTHER_FILES = 2_000;
    private static final int ROUNDS = 30;

    /** Of 150 requests. On a busy machine that many may be told to come back for another reason. */
    private static final int FEW = 5;

    /** The deadlines of this instance, a second in which Tomcat notices them, and room for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** On a busy machine, times below this say nothing. */
    private static final Duration FLOOR = Duration.ofSeconds(1);

    private static final Map<String, String> SHORT_DEADLINES = Map.of(
            "SHOWGATE_CONNECTIONS_HEAD", "4s",
            "SHOWGATE_CONNECTIONS_BODY", "4s",
            "SHOWGATE_CONNECTIONS_ANSWER", "4s",
            "SHOWGATE_CONNECTIONS_IDLE", "4s",
            "SHOWGATE_TRAFFIC_JOINS_ADDRESSRATE", "0",
            "SHOWGATE_TRAFFIC_JOINS_USERRATE", "0");

    private static int connections() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.min(MOST, (system.getMaxFileDescriptorCount() - OTHER_FILES) / 2);
    }

    @Test
    void everyoneElseIsAnsweredAndTheConnectionsAreClosed() throws IOException {
        try (var instance = ShowgateProcess.start(SHORT_DEADLINES)) {
            var people = new People(instance.port());
            people.visit();
            var quiet = people.visit();
            try (var bad = new BadConnections(instance.port(), connections());
                    var dripping = Executors.newSingleThreadScheduledExecutor()) {
                var drips = dripping.scheduleWithFixedDelay(bad::drip, 500, 500, TimeUnit.MILLISECONDS);

                var disturbed = people.visit();

                drips.cancel(false);
                assertThat(slow(disturbed)).isLessThan(atMost(slow(quiet)));
                assertThat(refused(disturbed)).isLessThanOrEqualTo(refused(quiet) + FEW);
                assertThat(new Api(instance.managementPort())
                                .get("/actuator/health/readiness")
                                .statusCode())
                        .isEqualTo(200);
                await().atMost(BOUND).until(() -> bad.stillOpen() == 0);
            }
            assertThat(instance.output()).doesNotContain("OutOfMemoryError");
        }
    }

    /** Without a pause between such requests, these visits take twenty seconds. */
    @Test
    void requestsWithoutEndOnAFewConnectionsDelayNoOneElse() throws IOException {
        try (var instance = ShowgateProcess.start(SHORT_DEADLINES)) {
            var people = new People(instance.port());
            people.visit();
            try (var _ = new EndlessPipelines(instance.port(), 4)) {
                long began = System.nanoTime();
                people.visit();

                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    private static int refused(Crowd crowd) {
        return crowd.statuses().getOrDefault(503, 0);
    }

    private static Duration atMost(Duration quiet) {
        var twice = quiet.multipliedBy(2);
        return twice.compareTo(FLOOR) > 0 ? twice : FLOOR;
    }

    /** The time within which 95 of 100 requests are answered. */
    private static Duration slow(Crowd crowd) {
        var times = crowd.answers().stream().map(Crowd.Timed::took).sorted().toList();
        return times.get(times.size() * 95 / 100);
    }

    /** A person who joins, polls, asks the gate and claims, and an operator. */
    private static final class People {

        private final Api api;
        private final CouponApi coupons;
        private final long coupon;
        private final String token;

        People(int port) {
            coupons = new CouponApi(port);
            api = coupons.api();
            coupon = coupons.add(100_000);
            coupons.awaitLeft(coupon, 100_000);
            var user = "person-" + UUID.randomUUID();
            token = api.tokenOf(user);
            // Other tests may have left people or other settings in the queue.
            api.operator("PUT", "/api/v1/admin/queues/main/active/" + user, "");
            await().until(() -> gate().statusCode() == 204);
        }

        private HttpResponse<String> gate() {
            return api.get("/api/v1/queue/gate", "waitingToken", token);
        }

        /** All of these are answered, though a busy machine may tell a few to come back. */
        Crowd visit() {
            var answered = Crowd.oneAfterAnother(5 * ROUNDS, this::request);
            assertThat(answered.statuses().keySet()).isSubsetOf(200, 202, 204, 503);
            assertThat(answered.longest()).isLessThan(BOUND);
            return answered;
        }

        private HttpResponse<String> request(int number) {
            return switch (number % 5) {
                case 0 -> api.join("person-" + UUID.randomUUID());
                case 1 -> api.poll(token);
                case 2 -> gate();
                case 3 -> coupons.claim(coupon, "person-" + UUID.randomUUID());
                default -> api.operator("PATCH", "/api/v1/admin/queues/main", "{}");
            };
        }
    }
}
