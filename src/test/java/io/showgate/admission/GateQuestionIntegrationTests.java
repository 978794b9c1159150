package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import io.showgate.support.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The gate that a reverse proxy asks, in all the ways in which proxies ask. */
@IntegrationTest
class GateQuestionIntegrationTests {

    private static final String QUEUES = "/api/v1/admin/queues/";

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private Api api;

    @BeforeEach
    void pause() {
        api = new Api(port);
        api.operator("PATCH", QUEUES + "main", "{\"paused\": true}");
    }

    @AfterEach
    void resume() {
        api.operator("PATCH", QUEUES + "main", "{\"paused\": false}");
    }

    private String admitted(String queue) {
        return Api.text(api.operator("PUT", QUEUES + queue + "/active/" + user, ""), "$.waitingToken");
    }

    private Answer ask(String request, String... headers) {
        var head = new ArrayList<>(List.of(request + " HTTP/1.1", "Host: localhost"));
        head.addAll(List.of(headers));
        return RawHttp.send(port, head.toArray(String[]::new));
    }

    private static String token(String token) {
        return "waitingToken: " + token;
    }

    /** Envoy takes only 200 as a yes. It is the proxy that appends a path. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "BREW", "get"})
    void everyMethodAndEveryAppendedPathIsAnswered(String method) {
        var admitted = token(admitted("main"));

        assertThat(ask(method + " /api/v1/queue/gate", admitted).status()).isEqualTo(204);
        assertThat(ask(method + " /api/v1/queue/gate?queue=main", admitted).status())
                .isEqualTo(204);
        assertThat(ask(method + " /api/v1/gate/main", admitted).status()).isEqualTo(204);
        for (var gate : List.of("/api/v1/queue/gate", "/api/v1/gate/main")) {
            for (var path : List.of("/", "/seats", "/concert/451/seats?row=7", "/api/v1/admin/queues", "/error")) {
                var request = method + ' ' + gate + path;
                assertThat(ask(request, admitted).status()).as(request).isEqualTo(200);
                assertThat(ask(request).status()).as(request).isEqualTo(401);
            }
        }
    }

    /** Envoy appends the query as the visitor's browser sent it, also with characters that no address should have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?ids[]=1",
                "?a={b}",
                "?a=b|c",
                "?a=^",
                "?a=\"<b>\"",
                "?a=`",
                "?a=\\b",
                "?a=1&b=%zz",
                "/{a}[b]^\"<c>`|"
            })
    void anAppendedAddressMayHaveUnusualCharacters(String rest) {
        var admitted = token(admitted("main"));

        for (var gate : List.of("/api/v1/queue/gate/seats", "/api/v1/gate/main/seats")) {
            assertThat(ask("GET " + gate + rest, admitted).status())
                    .as(gate + rest)
                    .isEqualTo(200);
            ask("GET " + gate + rest).assertProblem(401, "token-missing");
        }
    }

    @Test
    void aQuestionThatLooksLikeAPreflightIsAQuestion() {
        var answer = ask(
                "OPTIONS /api/v1/gate/main/seats", "Origin: https://app.example", "Access-Control-Request-Method: PUT");

        answer.assertProblem(401, "token-missing");
    }

    /** A proxy may copy the headers of a visitor who sent a form from another site. The question changes nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/queue/gate", "/api/v1/gate/main/seats"})
    void theOriginOfTheVisitorsRequestDoesNotMatter(String gate) {
        var foreign = new String[] {
            token(admitted("main")),
            "Origin: https://evil.example",
            "Sec-Fetch-Site: cross-site",
            "Authorization: " + Api.OPERATOR
        };

        assertThat(ask("POST " + gate, foreign).status())
                .isEqualTo(ask("GET " + gate, foreign).status())
                .isBetween(200, 204);
    }

    @Test
    void theVisitorsQueryNeverNamesTheQueue() {
        var presale = token(admitted("presale"));

        ask("GET /api/v1/queue/gate/seats?queue=presale", presale).assertProblem(401, "token-invalid");
        ask("GET /api/v1/gate/main?queue=presale", presale).assertProblem(401, "token-invalid");
        ask("GET /api/v1/gate/main/seats?queue=presale", presale).assertProblem(401, "token-invalid");
        assertThat(ask("GET /api/v1/gate/presale/seats?queue=main", presale).status())
                .isEqualTo(200);
        assertThat(ask("GET /api/v1/queue/gate?queue=presale", presale).status())
                .isEqualTo(204);
    }

    @Test
    void anUnknownQueueIsRefused() {
        ask("GET /api/v1/gate/nope/seats", token(admitted("main"))).assertProblem(404, "unknown-queue");
        ask("GET /api/v1/gate/nope").assertProblem(404, "unknown-queue");
        ask("GET /api/v1/gate/").assertProblem(404, "not-found");
    }

    /** The sender of these bodies never sends them. */
    @ParameterizedTest
    @CsvSource({
        "POST, Transfer-Encoding: chunked, Accept: */*",
        "POST, Content-Length: 60000, Content-Type: application/x-www-form-urlencoded",
        "PUT, Content-Length: 9999999999, Content-Type: application/json",
        "GET, Content-Length: 10, Accept: */*"
    })
    void aBodyIsNeitherReadNorAwaited(String method, String body, String type) throws IOException {
        var admitted = token(admitted("main"));

        assertThat(statusLine(method + " /api/v1/gate/main/seats", body, type, admitted))
                .startsWith("HTTP/1.1 200");
        assertThat(statusLine(method + " /api/v1/queue/gate", body, type, admitted))
                .startsWith("HTTP/1.1 204");
        assertThat(statusLine(method + " /api/v1/queue/gate", body, type, "Accept: */*"))
                .startsWith("HTTP/1.1 401");
    }

    /** Reads only the first line, because the server may wait for the rest of the body after its answer. */
    private String statusLine(String request, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            var head = request + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/join/..;/seats",
                "//seats",
                "/..%2fseats",
                "/a/%2e%2e/seats",
                "/a%5cb",
                "/a;b",
                "/a\\b",
                "/a/..\\b"
            })
    void anAmbiguousPathIsRefused(String path) {
        ask("GET /api/v1/gate/main" + path, token(admitted("main"))).assertProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/queue/gate", "/api/v1/gate/main", "/api/v1/gate/main/seats"})
    void aYesSaysWhoTheVisitorIsAndUntilWhen(String gate) {
        var answer = ask("GET " + gate, token(admitted("main")));

        assertThat(answer.header("x-showgate-user")).isEqualTo(user);
        assertThat(Instant.parse(answer.header("x-showgate-expires")))
                .isCloseTo(Instant.now().plus(10, ChronoUnit.MINUTES), within(1, ChronoUnit.MINUTES));
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aBrowserThatShowsTheRefusalComesBack() {
        var answer = ask("GET /api/v1/queue/gate", token(api.tokenOf(user)));

        answer.assertProblem(403, "not-admitted");
        assertThat(answer.header("refresh")).isEqualTo(answer.header("retry-after"));
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    /** nginx keeps no body of a refusal. */
    @Test
    void aHeaderRepeatsTheProblem() {
        var missing = ask("GET /api/v1/queue/gate").assertProblem(401, "token-missing");
        var waiting = ask("GET /api/v1/queue/gate", token(api.tokenOf(user))).assertProblem(403, "not-admitted");

        assertThat(missing.header("x-showgate-problem")).isEqualTo(missing.body());
        assertThat(waiting.header("x-showgate-problem")).isEqualTo(waiting.body());
        assertThat(missing.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void aVisitorWithoutAPlaceKeepsTheirTarget() {
        var target = "X-Forwarded-Uri: /seats?row=7&a=%26";

        assertThat(ask("GET /api/v1/queue/gate", target).header("x-showgate-target"))
                .isEqualTo("%2Fseats%3Frow%3D7%26a%3D%2526");
        assertThat(ask("GET /api/v1/queue/gate", target, token(api.tokenOf(user)))
                        .headers())
                .doesNotContainKey("x-showgate-target");
        assertThat(ask("GET /api/v1/queue/gate", "X-Forwarded-Uri: //evil.example")
                        .headers())
                .doesNotContainKey("x-showgate-target");
    }
}
