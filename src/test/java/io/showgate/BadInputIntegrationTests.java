package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Methods, media types and bodies that are not what a route takes. */
@BadInputTest
class BadInputIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void saysWhichMethodsARouteTakes() {
        routes().methodsMissing()
                .forEach((path, methods) -> methods.forEach(
                        method -> assertThat(Answer.to(port, method, path, "Authorization", Api.OPERATOR)
                                        .assertProblem(405, "method-not-allowed")
                                        .header("allow"))
                                .as(method + " " + path)
                                .isNotBlank()
                                .doesNotContain(method)));
    }

    @Test
    void hasNoUnusualMethods() {
        assertThat(raw("HEAD /api/v1/user/anna/queue/token/issue").status()).isEqualTo(405);
        raw("TRACE /api/v1/queue/gate").assertProblem(405, "method-not-allowed");
        raw("PROPFIND /api/v1/queue/gate").assertProblem(405, "method-not-allowed");
        raw("get /api/v1/queue/gate").assertProblem(405, "method-not-allowed");
        raw("PROPFIND /api/v1/admin/queues").assertProblem(400, "bad-request");
        raw("CONNECT localhost:80").assertProblem(400, "bad-request");
        assertThat(raw("OPTIONS /api/v1/queue/gate").header("allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "*/*",
                "text/html;q",
                "nonsense",
                "/",
                "application/json;charset=x"
            })
    void takesJsonOnly(String type) {
        for (var route : routes().takingJson()) {
            sendBody(route, "{}", "Content-Type", type).assertProblem(415, "unsupported-media-type");
        }
    }

    @ParameterizedTest
    @MethodSource("noBodies")
    void refusesBodiesThatAreNotWhatTheRouteTakes(String body) {
        for (var route : routes().takingJson()) {
            sendBody(route, body, "Content-Type", "application/json").assertProblem(400, "invalid-body");
        }
    }

    static List<String> noBodies() {
        return List.of(
                "",
                " ",
                "{",
                "[]",
                "null",
                "true",
                "1",
                "\"\"",
                "{\"a\"}",
                "{} {}",
                "{'a':1}",
                "{\"nope\":1}",
                "{\"@class\":\"java.lang.Object\"}",
                "\u0000",
                "<a/>",
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                "{\"" + "a".repeat(60_000) + "\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/xml", "nonsense"})
    void answersInJsonOrDoesNothing(String type) {
        Answer.to(port, "POST", "/api/v1/user/not-there/queue/token/issue?queue=closed", "Accept", type)
                .assertProblem(406, "not-acceptable");
        Answer.toBody(
                        port,
                        "PATCH",
                        "/api/v1/admin/queues/closed",
                        "{\"paused\":true}",
                        "Accept",
                        type,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        Api.OPERATOR)
                .assertProblem(406, "not-acceptable");

        assertThat(Operator.figures(port, "closed")
                        .path("settings")
                        .path("paused")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/admin/queues", "GET /api/v1/concerts/query"})
    void bearsHeadersOfAnyCharacters(String route) {
        for (var header : List.of("Accept", "Accept-Language", "Content-Type", "If-None-Match", "Range")) {
            var answer = RawHttp.send(
                    port,
                    route + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: " + Api.OPERATOR,
                    header + ": \uD83D\uDE00");
            assertThat(answer.status()).as(header + answer.body()).isIn(200, 400, 406);
        }
    }

    /** Problems have a media type of their own, which nobody asks for. */
    @Test
    void answersProblemsWhateverIsAccepted() {
        Answer.to(port, "GET", "/api/v1/queue/gate", "Accept", "image/png").assertProblem(401, "token-missing");
        Answer.to(port, "GET", "/api/v1/admin/queues", "Accept", "text/html").assertProblem(401, "not-signed-in");
        Answer.to(port, "GET", "/nope", "Accept", "text/html").assertProblem(404, "not-found");
    }

    @Test
    void refusesLargeBodiesOfDeclaredLength() {
        var body = "x".repeat(10_000_000);
        for (var route : routes().all()) {
            sendBody(route, body, "Content-Type", "application/json").assertProblem(413, "content-too-large");
        }
    }

    @Test
    void refusesLargeBodiesInChunks() {
        var body = RawHttp.chunked("x".repeat(10_000_000).getBytes(StandardCharsets.US_ASCII));
        for (var route : routes().all()) {
            RawHttp.send(
                            port,
                            body,
                            route.method() + " " + route.path() + " HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked")
                    .assertProblem(413, "content-too-large");
        }
    }

    @Test
    void takesSmallBodiesInChunks() {
        var body = RawHttp.chunked("{\"rateCeiling\":99}".getBytes(StandardCharsets.US_ASCII));

        var answer = RawHttp.send(
                port,
                body,
                "PATCH /api/v1/admin/queues/closed HTTP/1.1",
                "Host: localhost",
                "Authorization: " + Api.OPERATOR,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked");

        assertThat(answer.json().path("settings").path("rateCeiling").asInt()).isEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
    void looksForNoFiles(String type) {
        var answer = Answer.toBody(port, "POST", "/api/v1/user/anna/queue/token/issue", "a=%zz", "Content-Type", type);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesMalformedForms() {
        Answer.toBody(
                        port,
                        "POST",
                        "/api/v1/user/anna/queue/token/issue",
                        "a=%zz",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .assertProblem(400, "bad-request");
    }

    private Routes routes() {
        return Routes.of(requestMappingHandlerMapping);
    }

    private Answer sendBody(Routes.Route route, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", Api.OPERATOR));
        return Answer.toBody(port, route.method(), route.path(), body, all.toArray(String[]::new));
    }

    /** As the operator, so that nothing is refused for want of a sign-in. */
    private Answer raw(String methodAndPath) {
        return RawHttp.send(port, methodAndPath + " HTTP/1.1", "Host: localhost", "Authorization: " + Api.OPERATOR);
    }
}
