package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Requests to operator routes without valid credentials. */
@BadInputTest
class BadCredentialsIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void operatorRoutesRequireASignIn() {
        for (var route : Routes.of(requestMappingHandlerMapping).all()) {
            if (route.path().startsWith("/api/v1/admin")) {
                RawHttp.send(port, route.method() + " " + route.path() + " HTTP/1.1", "Host: localhost")
                        .assertProblem(401, "not-signed-in");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wrongCredentials")
    void refusesWrongCredentials(String authorization) {
        var answer = RawHttp.send(
                        port, "GET /api/v1/admin/queues HTTP/1.1", "Host: localhost", "Authorization: " + authorization)
                .assertProblem(401, "not-signed-in");

        assertThat(answer.header("www-authenticate")).startsWith("Basic ");
    }

    static List<String> wrongCredentials() {
        return List.of(
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Bearer " + encoded("operator:operator"),
                encoded("operator:operator"),
                "Basic " + encoded("operator"),
                "Basic " + encoded("operator:"),
                "Basic " + encoded(":operator"),
                "Basic " + encoded("operator:Operator"),
                "Basic " + encoded("operator:operator\u0000"),
                "Basic " + encoded("operator:\u00e9\uD83D\uDE00"),
                "Basic " + encoded("operator:" + "x".repeat(5_000)),
                "Basic " + encoded("operator:operator") + "=",
                "Digest username=\"operator\"");
    }

    @Test
    void refusesCredentialsThatAreNotValidInAHeader() {
        RawHttp.send(port, "GET /api/v1/admin/queues HTTP/1.1", "Host: localhost", "Authorization: Basic \uD83D\uDE00")
                .assertProblem(400, "bad-request");
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
