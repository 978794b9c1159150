package io.showgate;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims of invalid users, claims that are too large, and receipts that are requested in an invalid way. */
@BadInputTest
class BadClaimIntegrationTests extends UntouchedCoupons {

    private Answer claim(String... headers) {
        return claimWith(new byte[0], headers);
    }

    private Answer claimWith(byte[] body, String... headers) {
        var head = new ArrayList<>(List.of("POST /api/v1/coupons/" + coupon + "/claims HTTP/1.1", "Host: localhost"));
        head.addAll(List.of(headers));
        return RawHttp.send(port, body, head.toArray(String[]::new));
    }

    @Test
    void refusesAClaimWithoutAUser() {
        claim().assertProblem(401, "user-missing");
        claim("X-User-Id:").assertProblem(401, "user-missing");
        claim("X-User-Id:    ").assertProblem(401, "user-missing");
    }

    static List<String> invalidUsers() {
        return List.of(
                "a\tb",
                "50%",
                "%zz",
                "%ff",
                "%00",
                "%0D%0A",
                "%61",
                "b%4fb",
                "kim%2Dlee",
                "kim%2elee",
                "kim%5Flee",
                "%37",
                "\u0085",
                "%C2%85",
                "a".repeat(129),
                "%F0%9F%98%80".repeat(129),
                "a".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("invalidUsers")
    void refusesInvalidUsers(String user) {
        claim("X-User-Id: " + user).assertProblem(400, "invalid-parameter");
        requestReceipt("GET", user).assertProblem(400, "invalid-parameter");
        requestReceipt("DELETE", user).assertProblem(400, "invalid-parameter");
    }

    private Answer requestReceipt(String method, String user) {
        return RawHttp.send(
                port,
                method + " /api/v1/coupons/claims/" + receipt + " HTTP/1.1",
                "Host: localhost",
                "X-User-Id: " + user);
    }

    @Test
    void refusesUsersThatAreNotValidInAHeader() {
        for (var user : List.of("a".repeat(30_000), "a\u0000b", "a\u0007b", "a\u007fb", "a\r\nb")) {
            claim("X-User-Id: " + user).assertProblem(400, "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna\r\nX-User-Id: bert", "\r\nX-User-Id: bert", "anna\r\nX-User-Id:"})
    void refusesAClaimWithTwoUsers(String users) {
        claim("X-User-Id: " + users).assertProblem(400, "invalid-parameter");
    }

    /** A claim takes no body, so a body whose length is unknown is not read. */
    @Test
    void refusesLargeClaimsWithoutReadingThem() {
        var body = "x".repeat(10_000_000).getBytes(StandardCharsets.US_ASCII);

        claimWith(body, "X-User-Id: anna", "Content-Length: " + body.length).assertProblem(413, "content-too-large");
        claimWith(RawHttp.chunked(body), "Transfer-Encoding: chunked").assertProblem(401, "user-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "10001",
                "2147483648",
                "99999999999999999999",
                "abc",
                "",
                "1.5",
                "1e3",
                "PT1S",
                "%00",
                "%2B1"
            })
    void refusesInvalidWaits(String wait) {
        get("/api/v1/coupons/claims/" + receipt + "?waitMillis=" + wait).assertProblem(400, "invalid-parameter");
    }

    private Answer get(String path) {
        return RawHttp.send(port, "GET " + path + " HTTP/1.1", "Host: localhost", "Authorization: " + Api.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "nonsense"})
    void answersWithAProblemForAnyAcceptHeader(String type) {
        claim("X-User-Id: %", "Accept: " + type).assertProblem(400, "invalid-parameter");
    }
}
