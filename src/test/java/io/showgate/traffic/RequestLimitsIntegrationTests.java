package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Api;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import io.showgate.support.RawHttp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refusals by the limits, over HTTP, by an instance with low limits. */
class RequestLimitsIntegrationTests {

    private static final Instances INSTANCES = new Instances("request_limits");

    private static Instance small;

    @BeforeAll
    static void start() {
        small = INSTANCES.start(
                "showgate.traffic.trusted-callers=",
                "showgate.traffic.joins.address-rate=1",
                "showgate.traffic.joins.address-burst=3",
                "showgate.traffic.requests.receipts=1",
                "showgate.admission.gates[0].path=/vip/**",
                "showgate.admission.gates[0].queue=main");
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static double metric(String name, String tag, String value) {
        return small.bean(MeterRegistry.class)
                .get(name)
                .tag(tag, value)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private static HttpResponse<String> join(Instance instance, String user, String... headers) {
        return instance.coupons().api().send("POST", "/api/v1/user/" + user + "/queue/token/issue", "", headers);
    }

    @Test
    void requestsBeyondTheLimitOfTheirKindAreRefusedAndOtherKindsGoOn() {
        var coupons = small.coupons();
        long coupon = coupons.add(10);
        small.stopRecording();
        var receipt = coupons.receiptOf(coupon, "waiting");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> coupons.ask(receipt, 10_000));
            await().atMost(Duration.ofSeconds(10)).until(() -> metric("requests.in.progress", "kind", "receipt") == 1);

            var refused = coupons.ask(receipt);

            assertOverloaded(refused);
            assertThat(metric("requests.shed", "kind", "receipt")).isEqualTo(1);
            assertThat(coupons.campaign(coupon).statusCode()).isEqualTo(200);
            assertThat(coupons.operator("GET", coupon, "").statusCode()).isEqualTo(200);
            small.startRecording();
            assertThat(await().atMost(Duration.ofSeconds(15)).until(() -> waiting, done -> done.isDone()))
                    .isNotNull();
        }
        assertThat(coupons.settled(receipt)).startsWith("ISSUED");
        assertThat(metric("requests.in.progress", "kind", "receipt")).isZero();
    }

    private static void assertOverloaded(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Api.problem(refused)).isEqualTo("overloaded");
        assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
                .get()
                .satisfies(seconds -> assertThat(seconds).isBetween(2, 10));
    }

    @Test
    void joinsOfOneSourceAreLimitedWithAnyHeaderAndSpelling() {
        assertThat(join(small, "first").statusCode()).isEqualTo(200);
        var statuses = IntStream.range(0, 20)
                .mapToObj(i ->
                        join(small, "u" + i, "X-Forwarded-For", "203.0.113." + i, "Forwarded", "for=203.0.113." + i))
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.subList(10, 15)).contains(429);
        var encoded = IntStream.range(0, 5)
                .mapToObj(i -> small.coupons().api().send("POST", "/api/v1/user/e" + i + "/queue/token/%69ssue", ""))
                .toList();
        assertThat(encoded).anySatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(Api.problem(answer)).isEqualTo("too-many-joins");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
    }

    @Test
    void pollsHaveNoRateLimit() {
        var api = small.coupons().api();
        var joined = RawHttp.sendFrom("127.0.0.2", small.port(), "POST /api/v1/user/poller/queue/token/issue HTTP/1.1");
        var token = joined.json().path("waitingToken").asString();

        assertThat(IntStream.range(0, 50).mapToObj(_ -> api.poll(token).statusCode()))
                .containsOnly(200);
    }

    @Test
    void aConfiguredGateHasTheLimitOfGatedRequests() {
        var table = small.bean(RouteTable.class);

        assertThat(table.find("/vip/1").kind()).isEqualTo(RequestKind.GATED);
        assertThat(table.find("/vip").kind()).isEqualTo(RequestKind.GATED);
    }
}
