package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.RawHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Methods and media types that a route does not accept. */
@BadInputTest
class BadInputIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void namesTheMethodsOfARoute() {
        routes().otherMethods()
                .forEach((path, methods) -> methods.forEach(
                        method -> assertThat(Answer.to(port, method, path, "Authorization", Api.OPERATOR)
                                        .assertProblem(405, "method-not-allowed")
                                        .header("allow"))
                                .as(method + " " + path)
                                .isNotBlank()
                                .doesNotContain(method)));
    }

    @Test
    void refusesUnusualMethods() {
        assertThat(raw("HEAD /api/v1/user/anna/queue/token/issue").status()).isEqualTo(405);
        raw("TRACE /api/v1/queue/gate").assertProblem(405, "method-not-allowed");
        raw("PROPFIND /api/v1/concerts/query").assertProblem(405, "method-not-allowed");
        raw("get /api/v1/concerts/query").assertProblem(405, "method-not-allowed");
        raw("PROPFIND /api/v1/admin/queues").assertProblem(400, "bad-request");
        raw("CONNECT localhost:80").assertProblem(400, "bad-request");
        assertThat(raw("OPTIONS /api/v1/concerts/query").header("allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/xml", "nonsense"})
    void doesNothingIfTheAnswerCannotBeJson(String type) {
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
    void toleratesHeadersWithAnyCharacters(String route) {
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

    /** Problems have their own media type, which clients do not list. */
    @Test
    void answersWithAProblemForAnyAcceptHeader() {
        Answer.to(port, "GET", "/api/v1/queue/gate", "Accept", "image/png").assertProblem(401, "token-missing");
        Answer.to(port, "GET", "/api/v1/admin/queues", "Accept", "text/html").assertProblem(401, "not-signed-in");
        Answer.to(port, "GET", "/nope", "Accept", "text/html").assertProblem(404, "not-found");
    }

    private Routes routes() {
        return Routes.of(requestMappingHandlerMapping);
    }

    /** Sends the request as the operator, so that it is not refused because of a missing sign-in. */
    private Answer raw(String methodAndPath) {
        return RawHttp.send(port, methodAndPath + " HTTP/1.1", "Host: localhost", "Authorization: " + Api.OPERATOR);
    }
}
