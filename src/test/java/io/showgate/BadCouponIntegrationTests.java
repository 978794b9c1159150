package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests about campaigns that do not exist, with invalid user ids, or for pages that do not exist. Each is refused
 * and changes nothing.
 */
@BadInputTest
class BadCouponIntegrationTests extends UntouchedCoupons {

    private static final String LIST = "/api/v1/coupons";
    private static final String ADMIN_LIST = "/api/v1/admin/coupons";

    /** All routes with the id of a campaign. */
    private static final List<String> ROUTES = List.of(
            "GET /api/v1/coupons/{id}",
            "POST /api/v1/coupons/{id}/claims",
            "GET /api/v1/admin/coupons/{id}",
            "POST /api/v1/admin/coupons/{id}/end",
            "GET /api/v1/admin/coupons/{id}/reconciliation",
            "GET /api/v1/admin/coupons/{id}/set-aside",
            "POST /api/v1/admin/coupons/{id}/set-aside/1-1/retry",
            "DELETE /api/v1/admin/coupons/{id}/set-aside/1-1",
            "DELETE /api/v1/admin/coupons/{id}/claims/holder");

    private Answer onEach(String id, String route) {
        return RawHttp.send(
                port,
                route.replace("{id}", id) + " HTTP/1.1",
                "Host: localhost",
                "X-User-Id: anna",
                "Authorization: " + Api.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "987654321", "999999999999999999"})
    void refusesUnknownIds(String id) {
        for (var route : ROUTES) {
            onEach(id, route).assertProblem(404, "unknown-coupon");
        }
        assertThat(change(id).status()).isEqualTo(404);
    }

    static List<String> invalidIds() {
        return List.of(
                "-1",
                "+1",
                "1.0",
                "1e3",
                "0x1",
                "1,2",
                "one",
                "NaN",
                "null",
                "%20",
                "1%20",
                "%D9%A1",
                "%F0%9F%98%80",
                "1'--",
                "9223372036854775808",
                "9".repeat(19),
                "1".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("invalidIds")
    void refusesInvalidIds(String id) {
        for (var route : ROUTES) {
            onEach(id, route).assertProblem(400, "invalid-parameter");
        }
        change(id).assertProblem(400, "invalid-parameter");
    }

    @Test
    void refusesMalformedIds() {
        for (var id :
                List.of("%00", "1%00", "%", "%zz", "1;2", "..", "%2e%2e", "1%0D%0A", "1%2F", "1".repeat(30_000))) {
            for (var route : ROUTES) {
                onEach(id, route).assertProblem(400, "bad-request");
            }
        }
    }

    private Answer change(String id) {
        return RawHttp.send(
                port,
                "{\"stock\":1}".getBytes(StandardCharsets.US_ASCII),
                "PATCH /api/v1/admin/coupons/" + id + " HTTP/1.1",
                "Host: localhost",
                "Authorization: " + Api.OPERATOR,
                "Content-Type: application/json",
                "Content-Length: 11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=2147483648",
                "page=99999999999999999999",
                "page=one",
                "page=1.0",
                "page=",
                "page=%2B1",
                "page=%201",
                "page=%D9%A1",
                "page=%00",
                "size=0",
                "size=-1",
                "size=101",
                "size=200000",
                "size=2147483648",
                "size=all",
                "size=",
                "page=1&size=1e1"
            })
    void refusesInvalidPages(String query) {
        for (var list : List.of(LIST, ADMIN_LIST)) {
            get(list + '?' + query).assertProblem(400, "invalid-parameter");
        }
    }

    @ParameterizedTest
    @CsvSource({"page=0, page", "page=one, page", "size=101, size", "size=all, size"})
    void namesTheInvalidParameter(String query, String parameter) {
        for (var list : List.of(LIST, ADMIN_LIST)) {
            var problem = get(list + '?' + query).json();
            assertThat(problem.path("parameter").asString()).isEqualTo(parameter);
            assertThat(problem.path("detail").asString()).contains("'" + parameter + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=%", "size=%zz", "waitMillis=%"})
    void refusesMalformedParameters(String query) {
        for (var path : List.of(LIST, ADMIN_LIST, "/api/v1/coupons/claims/" + receipt)) {
            get(path + '?' + query).assertProblem(400, "bad-request");
        }
    }

    private Answer get(String path) {
        return RawHttp.send(port, "GET " + path + " HTTP/1.1", "Host: localhost", "Authorization: " + Api.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/coupons/",
                "/api/v1/coupons/1/",
                "/api/v1/coupons/1/claims/",
                "/api/v1/coupons/claims/",
                "/api/v1/coupons/claims/a/b",
                "/api/v1/admin/coupons/",
                "/api/v1/admin/coupons/1/nope",
                "/api/v1/admin/coupons/1/set-aside/1-1/nope"
            })
    void refusesPathsNextToTheRoutes(String path) {
        for (var method : List.of("GET", "POST", "DELETE")) {
            Answer.to(port, method, path, "Authorization", Api.OPERATOR, "X-User-Id", "anna")
                    .assertProblem();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "1", "-", "1-", "-1", "1-1-1", "0-0", "%24", "*", "+", "1-1%20", "999999999999999999-0"})
    void refusesUnknownDeadLetters(String entry) {
        deadLetter("POST", entry, "/retry").assertProblem(404, "unknown-entry");
        deadLetter("DELETE", entry, "").assertProblem(404, "unknown-entry");
    }

    private Answer deadLetter(String method, String entry, String action) {
        return RawHttp.send(
                port,
                method + ' ' + ADMIN_LIST + '/' + coupon + "/set-aside/" + entry + action + " HTTP/1.1",
                "Host: localhost",
                "Authorization: " + Api.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C2%85", "a%C2%9Fb"})
    void refusesToCancelTheClaimOfAnInvalidUser(String user) {
        RawHttp.send(
                        port,
                        "DELETE " + ADMIN_LIST + '/' + coupon + "/claims/" + user + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: " + Api.OPERATOR)
                .assertProblem(400, "invalid-parameter");
    }
}
