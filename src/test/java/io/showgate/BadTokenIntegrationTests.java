package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.RawHttp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Forged waiting tokens, on every route that accepts a token. They are made from the token of an active user, so that
 * the answer would show if one was accepted.
 */
@BadInputTest
class BadTokenIntegrationTests {

    private static final List<String> ROUTES = List.of(
            "GET /api/v1/user/queue/token/query",
            "DELETE /api/v1/user/queue/token",
            "GET /api/v1/queue/gate",
            "GET /api/v1/concert/451/date");

    @LocalServerPort
    int port;

    private String token = "";

    @BeforeEach
    void admitHolder() {
        token = Operator.admit(port, "main", "token-holder");
        assertThat(ask("GET /api/v1/queue/gate", token).status()).isEqualTo(204);
    }

    static List<String> routes() {
        return ROUTES;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void requiresAToken(String route) {
        RawHttp.send(port, route + " HTTP/1.1", "Host: localhost").assertProblem(401, "token-missing");
        ask(route, "").assertProblem(401, "token-missing");
        ask(route, "   ").assertProblem(401, "token-missing");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesForgedTokens(String route) {
        for (var text : forgeries()) {
            ask(route, text).assertProblem(401, "token-invalid");
        }
    }

    private List<String> forgeries() {
        int dot = token.lastIndexOf('.');
        return List.of(
                token + token,
                token + "." + token,
                token + ", " + token,
                token + "=",
                "\"" + token + "\"",
                "Bearer " + token,
                token.substring(0, dot),
                token.substring(0, dot + 1),
                token.substring(dot),
                token.substring("v1.".length()),
                token.replace("v1.", "v2."),
                token.toUpperCase(Locale.ROOT),
                "v1." + "A".repeat(24),
                "v1.." + "A".repeat(24),
                "null",
                "....",
                "\u00e9\uD83D\uDE00",
                "-",
                "a".repeat(7_000));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesIncompleteTokens(String route) {
        for (int length = 1; length < token.length(); length++) {
            ask(route, token.substring(0, length)).assertProblem(401, "token-invalid");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesEveryChangedBit(String route) {
        for (int bit = 0; bit < 8 * token.length(); bit++) {
            var changed = token.getBytes(StandardCharsets.US_ASCII);
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            var answer = askBytes(route, changed).assertProblem();

            boolean isText = changed[bit / 8] > ' ' && changed[bit / 8] < 0x7f;
            assertThat(answer.status()).as(answer.body()).isIn(isText ? List.of(401) : List.of(400, 401));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesATokenThatIsTooLongForAHeader(String route) {
        ask(route, "a".repeat(65_536)).assertProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\u007fb"})
    void refusesCharactersThatAreNotValidInAHeader(String text) {
        for (var route : ROUTES) {
            ask(route, text).assertProblem(400, "bad-request");
        }
    }

    @Test
    void refusesATokenAtTheGateOfAnotherQueue() {
        ask("GET /api/v1/queue/gate?queue=closed", token).assertProblem(401, "token-invalid");
    }

    @Test
    void refusesAWaitingUserAtTheGate() {
        var waiting = Answer.to(port, "POST", "/api/v1/user/waiting/queue/token/issue?queue=closed")
                .json()
                .path("waitingToken")
                .asString();

        var answer = ask("GET /api/v1/queue/gate?queue=closed", waiting).assertProblem(403, "not-admitted");

        assertThat(answer.json().path("position").asInt()).isPositive();
        assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
        ask("GET /api/v1/queue/gate", waiting).assertProblem(401, "token-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waitingToken=",
                "waitingToken=x; waitingToken=y",
                "waitingToken=\"a\\\"b\"",
                "waitingToken",
                ";;=;"
            })
    void refusesInvalidCookies(String cookie) {
        var answer = RawHttp.send(port, "GET /api/v1/queue/gate HTTP/1.1", "Host: localhost", "Cookie: " + cookie);

        assertThat(answer.assertProblem().status()).isEqualTo(401);
    }

    @Test
    void aTokenEndsWithItsPlace() {
        var left = Operator.admit(port, "main", "leaver");
        assertThat(ask("DELETE /api/v1/user/queue/token", left).status()).isEqualTo(204);

        ask("GET /api/v1/queue/gate", left).assertProblem(401, "token-ended");
        ask("GET /api/v1/user/queue/token/query", left).assertProblem(401, "token-ended");
    }

    private Answer ask(String route, String text) {
        return askBytes(route, text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer askBytes(String route, byte[] text) {
        var request = new ByteArrayOutputStream();
        request.writeBytes((route + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nwaitingToken: ")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(text);
        request.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return RawHttp.exchange(port, request.toByteArray());
    }
}
