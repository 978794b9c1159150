package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Answer;
import io.showgate.support.CouponApi;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import io.showgate.support.RawHttp;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits per source, over connections from several addresses of this machine. */
class SourceLimitsIntegrationTests {

    /** The address of the shop's own back end. */
    private static final String BACK_END = "127.0.0.99";

    private static final String GATE = "GET /api/v1/queue/gate HTTP/1.1";
    private static final int BURST = 5;
    private static final int MANY = 5 * BURST;
    private static final Instances INSTANCES = new Instances("source_limits");

    private static Instance instance;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start(
                "showgate.traffic.trusted-callers=" + BACK_END + "/32",
                "showgate.traffic.joins.address-rate=1",
                "showgate.traffic.joins.address-burst=" + BURST,
                "showgate.traffic.joins.user-rate=1",
                "showgate.traffic.joins.user-burst=2",
                "showgate.traffic.claims.address-rate=1",
                "showgate.traffic.claims.address-burst=" + BURST,
                "showgate.traffic.claims.user-rate=1",
                "showgate.traffic.claims.user-burst=2",
                "showgate.traffic.gated.address-rate=1",
                "showgate.traffic.gated.address-burst=" + BURST,
                "showgate.traffic.searches.address-rate=1",
                "showgate.traffic.searches.address-burst=" + BURST,
                "showgate.queue.named.main.paused=true");
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static List<Answer> send(String address, IntFunction<String[]> head) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> RawHttp.sendFrom(address, instance.port(), head.apply(i)))
                .toList();
    }

    private static String[] join(String user) {
        return new String[] {"POST /api/v1/user/" + user + "/queue/token/issue HTTP/1.1", "Content-Length: 0"};
    }

    private static String[] claim(long coupon, String user) {
        return new String[] {
            "POST /api/v1/coupons/" + coupon + "/claims HTTP/1.1", "Content-Length: 0", "X-User-Id: " + user
        };
    }

    private static String[] search(String query) {
        return new String[] {"GET /api/v1/concerts/query?" + query + " HTTP/1.1"};
    }

    private static double refused(String kind, String source) {
        return instance.bean(MeterRegistry.class)
                .get("requests.limited")
                .tag("kind", kind)
                .tag("source", source)
                .counter()
                .count();
    }

    /** Some requests pass, others are refused with this problem and a time to come back. */
    private static void assertLimited(List<Answer> answers, int passed, String problem) {
        assertThat(answers).extracting(Answer::status).containsOnly(passed, 429);
        assertThat(answers.subList(0, BURST)).extracting(Answer::status).containsOnly(passed);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .isNotEmpty()
                .allSatisfy(refusal -> {
                    assertThat(refusal.problem()).isEqualTo(problem);
                    assertThat(refusal.header("retry-after")).isNotEmpty();
                });
    }

    private static void assertNotLimited(List<Answer> answers, int passed) {
        assertThat(answers).extracting(Answer::status).containsOnly(passed);
    }

    @Test
    void joinsOfOneAddressAreLimitedAndThoseOfTheBackEndAreNot() {
        assertLimited(send("127.0.0.10", i -> join("ten-" + i)), 200, "too-many-joins");
        assertThat(RawHttp.sendFrom("127.0.0.11", instance.port(), join("eleven"))
                        .status())
                .isEqualTo(200);
        assertNotLimited(send(BACK_END, i -> join("shop-" + i)), 200);
    }

    @Test
    void aPersonWhoJoinsAgainAndAgainGetsTheirPlace() {
        double refusedBefore = refused("join", "user");

        var answers = send(BACK_END, _ -> join("impatient"));

        assertNotLimited(answers, 200);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("waitingToken").asString())
                        .distinct())
                .hasSize(1);
        assertThat(refused("join", "user")).isEqualTo(refusedBefore);
    }

    @Test
    void aPersonWhoJoinsAndLeavesAgainAndAgainIsLimited() {
        double refusedBefore = refused("join", "user");
        var api = instance.coupons().api();
        var tokens = IntStream.range(0, MANY)
                .mapToObj(_ -> RawHttp.sendFrom(BACK_END, instance.port(), join("undecided")))
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.json().path("waitingToken").asString())
                .peek(token -> assertThat(api.leave(token).statusCode()).isEqualTo(204))
                .toList();

        assertThat(tokens).doesNotHaveDuplicates().hasSizeLessThan(MANY);
        assertThat(refused("join", "user")).isGreaterThan(refusedBefore);
    }

    @Test
    void claimsOfOneAddressAndOfOneUserAreLimited() {
        var coupons = new CouponApi(instance.port());
        long coupon = coupons.add(1_000);
        coupons.awaitLeft(coupon, 1_000);

        assertLimited(send("127.0.0.20", i -> claim(coupon, "twenty-" + i)), 202, "too-many-requests");
        assertThat(RawHttp.sendFrom("127.0.0.21", instance.port(), claim(coupon, "other"))
                        .status())
                .isEqualTo(202);
        assertNotLimited(send(BACK_END, i -> claim(coupon, "shop-" + i)), 202);
        assertThat(send(BACK_END, _ -> claim(coupon, "hasty")))
                .extracting(Answer::status)
                .contains(202, 429);
        assertThat(refused("claim", "address")).isPositive();
        assertThat(refused("claim", "user")).isPositive();
    }

    @Test
    void allSpellingsOfAUserShareOneLimit() {
        var spellings = List.of("a%2Fb%7c", "a%2fb%7C", "%61%2Fb%7C", "a%2F%62%7c");
        var meters = instance.bean(MeterRegistry.class);
        double before = meters.counter("requests.repeated").count();

        assertNotLimited(send(BACK_END, i -> join(spellings.get(i % 4))), 200);

        assertThat(meters.counter("requests.repeated").count() - before).isGreaterThan(MANY / 2.0);
    }

    @Test
    void aJoinForAnotherUserCountsForNoOne() {
        var forged = Stream.concat(Stream.of(join("victim")), Stream.of("X-User-Id: mallory"))
                .toArray(String[]::new);
        assertThat(send("127.0.0.12", _ -> forged)).extracting(Answer::status).containsOnly(403);

        assertThat(RawHttp.sendFrom("127.0.0.12", instance.port(), join("victim"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {GATE, "GET /api/v1/concert/451/date HTTP/1.1"})
    void questionsToTheGateAndRequestsBehindItAreLimited(String request) {
        var address = request.equals(GATE) ? "127.0.0.30" : "127.0.0.31";

        assertLimited(send(address, _ -> new String[] {request}), 401, "too-many-requests");
        assertThat(RawHttp.sendFrom("127.0.0.32", instance.port(), request).status())
                .isEqualTo(401);
        assertThat(refused("gated", "address")).isPositive();
    }

    @Test
    void aReverseProxyThatAsksForAllVisitorsIsNotLimited() {
        assertNotLimited(send(BACK_END, _ -> new String[] {GATE}), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyword=kites", "%6Bey%77ord=kites", "keyword=&keyword=kites", "page=1&keyword=+kites"})
    void searchesAreLimitedInEverySpelling(String query) {
        var address = "127.0.1." + query.length();

        assertLimited(send(address, _ -> search(query)), 200, "too-many-requests");
        assertThat(RawHttp.sendFrom(address, instance.port(), search("page=1&size=10"))
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.sendFrom(address, instance.port(), search("keyword="))
                        .status())
                .isEqualTo(200);
        assertThat(refused("search", "address")).isPositive();
    }

    @Test
    void listsAreNotLimited() {
        assertNotLimited(send("127.0.0.40", _ -> search("page=1&size=10")), 200);
    }
}
