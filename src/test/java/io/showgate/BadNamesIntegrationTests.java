package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.RawHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Invalid or unknown user ids, names of queues and paths. */
@BadInputTest
class BadNamesIntegrationTests {

    /** The server refuses these before any route, because another program may interpret them differently. */
    private static final List<String> MALFORMED = List.of(
            "%00",
            "a%00b",
            "..",
            "../",
            "%2e%2e",
            "%2e%2e%2f",
            ".",
            "a;b=c",
            "a%2F..%2Fb",
            "a%5C..",
            "../main",
            "a/../b",
            "a//b",
            "%",
            "a%zz",
            "%ff%fe",
            "\uD83D\uDE00",
            "%c0%af",
            "%ed%a0%80",
            "a".repeat(30_000));

    /** The server refuses these everywhere except in a user id, which has a rule of its own. */
    private static final List<String> SEPARATORS =
            List.of("a%2Fb", "a%2fb", "a%5Cb", "a%3Bb=c", "%2541", "...", "a%0D%0Ab");

    /** No user has such an id. */
    private static final List<String> NO_USERS = List.of("a".repeat(129), "a".repeat(5_000), "%C2%85", "a%C2%9Fb");

    /** No queue has such a name. */
    private static final List<String> NO_QUEUES = List.of(
            "%F0%9F%98%80",
            "{a}", "\"", "<script>", "a%20b", "a+b", "a:b", "a,b", ".a", "%22", "a".repeat(65), "a".repeat(5_000));

    @LocalServerPort
    int port;

    static List<String> malformed() {
        return MALFORMED;
    }

    static List<String> separators() {
        return SEPARATORS;
    }

    static List<String> noUsers() {
        return NO_USERS;
    }

    static List<String> noQueues() {
        return NO_QUEUES;
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedUserIds(String id) {
        raw("POST /api/v1/user/" + id + "/queue/token/issue").assertProblem(400, "bad-request");
        raw("PUT /api/v1/admin/queues/main/active/" + id).assertProblem(400, "bad-request");
    }

    @ParameterizedTest
    @MethodSource("noUsers")
    void refusesUserIdsThatAreNotAllowed(String id) {
        raw("POST /api/v1/user/" + id + "/queue/token/issue").assertProblem(400, "invalid-parameter");
        raw("PUT /api/v1/admin/queues/main/active/" + id).assertProblem(400, "invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0D%0Ab", "%7F", "%1f"})
    void refusesControlCharactersInUserIds(String id) {
        raw("POST /api/v1/user/" + id + "/queue/token/issue").assertProblem(400, "invalid-parameter");
        raw("PUT /api/v1/admin/queues/main/active/" + id).assertProblem(400, "bad-request");
    }

    @Test
    void refusesAnEmptyUserId() {
        raw("POST /api/v1/user//queue/token/issue").assertProblem(400, "bad-request");
        raw("PUT /api/v1/admin/queues/main/active/").assertProblem(404, "not-found");
    }

    @ParameterizedTest
    @MethodSource({"malformed", "separators"})
    void refusesMalformedNamesOfQueues(String name) {
        raw("GET /api/v1/admin/queues/" + name).assertProblem(400, "bad-request");
    }

    @ParameterizedTest
    @MethodSource("noQueues")
    void refusesUnknownNamesOfQueues(String name) {
        raw("POST /api/v1/user/anna/queue/token/issue?queue=" + name).assertProblem(404, "unknown-queue");
        raw("GET /api/v1/queue/gate?queue=" + name).assertProblem(404, "unknown-queue");
        raw("GET /api/v1/admin/queues/" + name).assertProblem(404, "unknown-queue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%00", "..", "%2e%2e%2f", "a%0D%0Ab", "MAIN", "main%20", "main,closed", "main&queue=closed"})
    void refusesOtherSpellingsOfAQueue(String name) {
        raw("POST /api/v1/user/anna/queue/token/issue?queue=" + name).assertProblem(404, "unknown-queue");
        raw("GET /api/v1/queue/gate?queue=" + name).assertProblem(404, "unknown-queue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%zz", "%ff%fe", "\uD83D\uDE00"})
    void refusesMalformedParameters(String value) {
        raw("POST /api/v1/user/anna/queue/token/issue?queue=" + value).assertProblem(400, "bad-request");
        raw("GET /api/v1/queue/gate?queue=" + value).assertProblem(400, "bad-request");
    }

    @Test
    void anEmptyNameMeansTheDefaultQueue() {
        var token =
                raw("POST /api/v1/user/anna/queue/token/issue?queue=").json().path("waitingToken");

        assertThat(token)
                .isEqualTo(
                        raw("POST /api/v1/user/anna/queue/token/issue").json().path("waitingToken"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nope", "/index.html", "/docs", "/docs/", "/docs/nope", "/webjars/x", "/error", "/api/v1/"
            })
    void refusesUnknownPaths(String path) {
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            Answer.to(port, method, path).assertProblem(404, "not-found");
        }
        assertThat(Answer.to(port, "HEAD", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/docs/../application.yaml", "/docs/%2e%2e/application.yaml", "/docs/..%2fapplication.yaml"})
    void refusesPathsThatLeaveTheDocs(String path) {
        raw("GET " + path).assertProblem(400, "bad-request");
    }

    /** Sends the request as the operator, so that it is not refused because of a missing sign-in. */
    private Answer raw(String methodAndPath) {
        return RawHttp.send(port, methodAndPath + " HTTP/1.1", "Host: localhost", "Authorization: " + Api.OPERATOR);
    }
}
