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

/** Bodies that a route does not accept, and bodies that are too large. */
@BadInputTest
class BadBodyIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

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
    void acceptsJsonOnly(String type) {
        for (var route : routes().withJsonBody()) {
            sendBody(route, "{}", "Content-Type", type).assertProblem(415, "unsupported-media-type");
        }
    }

    @ParameterizedTest
    @MethodSource("invalidBodies")
    void refusesInvalidBodies(String body) {
        for (var route : routes().withJsonBody()) {
            sendBody(route, body, "Content-Type", "application/json").assertProblem(400, "invalid-body");
        }
    }

    static List<String> invalidBodies() {
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

    @Test
    void refusesLargeBodiesByTheirDeclaredLength() {
        var body = "x".repeat(10_000_000);
        for (var route : routes().all()) {
            sendBody(route, body, "Content-Type", "application/json").assertProblem(413, "content-too-large");
        }
    }

    /** Only the routes that take a body read one, so only they can tell that it is too large. */
    @Test
    void refusesLargeBodiesInChunks() {
        var body = RawHttp.chunked("x".repeat(10_000_000).getBytes(StandardCharsets.US_ASCII));
        for (var route : routes().withJsonBody()) {
            RawHttp.send(
                            port,
                            body,
                            route.method() + " " + route.path() + " HTTP/1.1",
                            "Host: localhost",
                            "Authorization: " + Api.OPERATOR,
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked")
                    .assertProblem(413, "content-too-large");
        }
    }

    @Test
    void acceptsSmallBodiesInChunks() {
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
    void ignoresMultipartBodies(String type) {
        var answer = Answer.toBody(port, "POST", "/api/v1/user/anna/queue/token/issue", "a=%zz", "Content-Type", type);

        assertThat(answer.status()).isEqualTo(200);
    }

    /** A form in the body names no parameters: routes read the query only, and never wait for a body. */
    @ParameterizedTest
    @ValueSource(strings = {"queue=closed", "a=%zz"})
    void ignoresForms(String form) {
        var answer = Answer.toBody(
                port,
                "POST",
                "/api/v1/user/anna/queue/token/issue",
                form,
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(200);
    }

    private Routes routes() {
        return Routes.of(requestMappingHandlerMapping);
    }

    private Answer sendBody(Routes.Route route, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", Api.OPERATOR));
        return Answer.toBody(port, route.method(), route.path(), body, all.toArray(String[]::new));
    }
}
