package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * State changes that a page of another origin sends with credentials that the browser adds by itself: the operator's
 * password, and the cookie of the waiting token. Clients that are no browsers, and a shop's own pages, may go on.
 */
@IntegrationTest
class ForeignPagesIntegrationTests {

    private static final List<String> UNSAFE = List.of("POST", "PUT", "PATCH", "DELETE");

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private CouponApi coupons;

    @BeforeEach
    void connect() {
        coupons = new CouponApi(port);
    }

    /** The headers of browsers for requests of foreign pages: of today's browsers, of old ones, and of plain HTTP. */
    static List<List<String>> foreign() {
        return List.of(
                List.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
                List.of("Origin", "https://evil.example"),
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Origin", "null"),
                List.of("Origin", "null", "Sec-Fetch-Site", "cross-site"),
                List.of("Origin", "https://blog.shop.example", "Sec-Fetch-Site", "same-site"),
                List.of("Origin", "http://127.0.0.1:1"),
                List.of("Origin", "http://127.0.0.1.evil.example"),
                List.of("Origin", "not an origin"),
                List.of("Sec-Fetch-Site", "something-new"));
    }

    /** The headers of clients that are no browsers, of the same origin, and of a person who types the address. */
    private List<List<String>> own() {
        return List.of(
                List.of(),
                List.of("Origin", "http://127.0.0.1:" + port),
                List.of("Origin", "http://127.0.0.1:" + port, "Sec-Fetch-Site", "same-origin"),
                List.of("Origin", "https://shop.example", "Sec-Fetch-Site", "same-origin"),
                List.of("Sec-Fetch-Site", "none"));
    }

    private HttpResponse<String> end(long coupon, List<String> browser) {
        return send("POST", CouponApi.ADMIN + '/' + coupon + "/end", browser, "Authorization", Api.OPERATOR);
    }

    private HttpResponse<String> send(String method, String path, List<String> browser, String... more) {
        var headers = new ArrayList<>(browser);
        headers.addAll(List.of(more));
        return coupons.api().send(method, path, "", headers.toArray(String[]::new));
    }

    private static void assertForeign(HttpResponse<String> answer) {
        Answer.of(answer).assertProblem(403, "cross-origin");
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aForeignPageCannotEndACampaign(List<String> browser) {
        long coupon = coupons.add(5);

        assertForeign(end(coupon, browser));

        assertThat(Api.text(coupons.operator("GET", coupon, ""), "$.state")).isEqualTo("OPEN");
    }

    @Test
    void everyStateChangeOfTheOperatorIsRefusedToAForeignPage() {
        for (var browser : foreign()) {
            for (var route : Routes.of(requestMappingHandlerMapping).all()) {
                if (route.path().startsWith("/api/v1/admin") && UNSAFE.contains(route.method())) {
                    assertForeign(send(route.method(), route.path(), browser, "Authorization", Api.OPERATOR));
                }
            }
        }
    }

    @Test
    void theOperatorsOwnPagesAndScriptsChangeState() {
        for (var browser : own()) {
            var answer = end(coupons.add(5), browser);

            assertThat(answer.statusCode()).as("%s %s", browser, answer.body()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aForeignPageMayLinkToAReadingRoute(List<String> browser) {
        var answer = send("GET", CouponApi.ADMIN, browser, "Authorization", Api.OPERATOR);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aForeignPageCannotClaimWithTheCookie(List<String> browser) {
        long coupon = coupons.addGated(5, "main");
        var token = Operator.admit(port, "main", user);

        for (var cookie : List.of("waitingToken", "waitingToken-main")) {
            assertForeign(claim(coupon, browser, "Cookie", cookie + '=' + token));
        }

        assertThat(Api.number(coupons.operator("GET", coupon, "/reconciliation"), "$.taken"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void anAppClaimsWithTheHeaderFromAnyOrigin(List<String> browser) {
        long coupon = coupons.addGated(5, "main");
        var token = Operator.admit(port, "main", user);

        assertThat(claim(coupon, browser, "waitingToken", token).statusCode()).isEqualTo(202);
    }

    @Test
    void theShopsOwnPageClaimsWithTheCookie() {
        long coupon = coupons.addGated(5, "main");
        var token = Operator.admit(port, "main", user);

        for (var browser : own()) {
            assertThat(claim(coupon, browser, "Cookie", "waitingToken=" + token).statusCode())
                    .isEqualTo(202);
        }
    }

    private HttpResponse<String> claim(long coupon, List<String> browser, String... more) {
        var headers = new ArrayList<>(browser);
        headers.addAll(List.of(more));
        return coupons.claim(coupon, user, headers.toArray(String[]::new));
    }

    /** The gate changes nothing for the visitor; the site behind it knows which pages may send it something. */
    @ParameterizedTest
    @MethodSource("foreign")
    void theGateLetsAVisitorComeFromAForeignPage(List<String> browser) {
        var token = Operator.admit(port, "main", user);

        var answer = send("GET", "/api/v1/queue/gate", browser, "Cookie", "waitingToken=" + token);

        assertThat(answer.statusCode()).isEqualTo(204);
    }
}
