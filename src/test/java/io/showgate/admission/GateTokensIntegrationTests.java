package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests at the gate with several waiting tokens: the first valid one counts. */
@IntegrationTest
class GateTokensIntegrationTests {

    private static final String QUEUES = "/api/v1/admin/queues/";

    /** An unknown concert: a request that passes the gate gets 404, and a refused request does not. */
    private static final String DATES = "/api/v1/concert/999999999/date";

    private static final String FORWARD_AUTH = "/api/v1/queue/gate";

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private Api api;
    private String good = "";
    private String ended = "";

    @BeforeEach
    void admitOneAndEndAnother() {
        api = new Api(port);
        pause(true);
        good = admitted("main", user);
        ended = admitted("main", user + "-before");
        api.leave(ended);
    }

    @AfterEach
    void resume() {
        pause(false);
    }

    private void pause(boolean paused) {
        for (var queue : new String[] {"main", "presale"}) {
            api.operator("PATCH", QUEUES + queue, "{\"paused\": " + paused + "}");
        }
    }

    private String admitted(String queue, String who) {
        return Api.text(api.operator("PUT", QUEUES + queue + "/active/" + who, ""), "$.waitingToken");
    }

    private static void assertPassed(HttpResponse<String> answer) {
        var slug = answer.statusCode() == 204 ? "" : Api.problem(answer);
        assertThat(slug).as(answer.body()).isIn("", "unknown-concert");
    }

    private void assertPassesWithCookies(String gate, String cookies) {
        assertPassed(api.get(gate, "Cookie", cookies));
    }

    private void assertRefusedWithCookies(String gate, String cookies, String slug) {
        var answer = api.get(gate, "Cookie", cookies);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Api.problem(answer)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void aStaleCookieDoesNotHideAValidOne(String gate) {
        assertPassesWithCookies(gate, "waitingToken=" + ended + "; waitingToken=" + good);
        assertPassesWithCookies(gate, "waitingToken=junk; a=b; waitingToken=; waitingToken=" + good);
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void anInvalidHeaderDoesNotHideAValidCookie(String gate) {
        for (var header : new String[] {"", "junk", ended}) {
            assertPassed(api.get(gate, "waitingToken", header, "Cookie", "waitingToken=" + good));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void aRepeatedHeaderDoesNotHideAValidOne(String gate) {
        assertPassed(api.get(gate, "waitingToken", "", "waitingToken", good));
    }

    @Test
    void aValidHeaderCountsBeforeACookie() {
        var waiting = api.tokenOf(user + "-behind");

        var answer = api.get(FORWARD_AUTH, "waitingToken", waiting, "Cookie", "waitingToken=" + good);

        assertThat(Api.problem(answer)).isEqualTo("not-admitted");
    }

    @Test
    void eachQueueHasItsOwnCookie() {
        var presale = admitted("presale", user);
        var cookies = "waitingToken-presale=" + presale + "; waitingToken-main=" + good;

        assertPassesWithCookies(FORWARD_AUTH, cookies);
        assertPassesWithCookies(FORWARD_AUTH + "?queue=presale", cookies);
        assertRefusedWithCookies(FORWARD_AUTH, "waitingToken-presale=" + presale, "token-missing");
        assertRefusedWithCookies(FORWARD_AUTH, "waitingToken-main=" + presale, "token-invalid");
    }

    @Test
    void theCookieOfTheQueueIsTriedBeforeThePlainOne() {
        var presale = admitted("presale", user);
        var waiting = api.tokenOf(user + "-behind");

        assertPassesWithCookies(FORWARD_AUTH, "waitingToken=" + presale + "; waitingToken-main=" + good);
        assertPassesWithCookies(FORWARD_AUTH, "waitingToken=" + waiting + "; waitingToken-main=" + good);
        assertPassesWithCookies(FORWARD_AUTH, "waitingToken-main=" + ended + "; waitingToken=" + good);
    }

    @Test
    void aBoundedNumberOfTokensIsTried() {
        assertPassesWithCookies(FORWARD_AUTH, stale(7) + "waitingToken=" + good);
        assertRefusedWithCookies(FORWARD_AUTH, stale(8) + "waitingToken=" + good, "token-invalid");
        assertPassesWithCookies(FORWARD_AUTH, stale(8) + "waitingToken-main=" + good);
    }

    /** Tomcat reads at most 200 cookies of a request. */
    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void moreCookiesThanAreReadMakeABadRequest(String gate) {
        var answer = api.get(gate, "Cookie", "a=b; ".repeat(300) + "waitingToken=" + good);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Api.problem(answer)).isEqualTo("bad-request");
    }

    private static String stale(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "waitingToken=stale-" + i + "; ")
                .collect(Collectors.joining());
    }

    @Test
    void theMostUsefulRefusalIsTheAnswer() {
        assertRefusedWithCookies(FORWARD_AUTH, "waitingToken=junk; waitingToken=" + ended, "token-ended");
        assertRefusedWithCookies(FORWARD_AUTH, "waitingToken=" + ended + "; waitingToken=junk", "token-ended");
        assertRefusedWithCookies(FORWARD_AUTH, "waitingToken=; a=b", "token-missing");
    }

    @Test
    void aClaimCountsTheFirstTokenOfItsUser() {
        var coupons = new CouponApi(port);
        long coupon = coupons.addGated(1, "main");
        var other = admitted("main", user + "-friend");

        var answer = coupons.claim(
                coupon,
                user,
                "waitingToken",
                other,
                "Cookie",
                "waitingToken=" + ended + "; waitingToken=" + other + "; waitingToken=" + good);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(coupons.settled(Api.text(answer, "$.receipt"))).isEqualTo("ISSUED");
    }
}
