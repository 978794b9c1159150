package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The refusals in front of the operator's routes do not wait for a body, because they do not read it. */
@IntegrationTest
class UnfinishedBodiesIntegrationTests {

    private static final int TIMEOUT_MILLIS = 10_000;

    @LocalServerPort
    int port;

    private String statusLineOfUnfinished(String contentType, String... headers) throws IOException {
        var request = "POST /api/v1/admin/coupons HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nContent-Type: "
                + contentType + "\r\n" + String.join("", headers) + "\r\na";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
    void anUnfinishedBodyIsNotAwaited(String contentType) throws IOException {
        assertThat(statusLineOfUnfinished(contentType)).startsWith("HTTP/1.1 401");
        assertThat(statusLineOfUnfinished(contentType, "Authorization: Basic b3BlcmF0b3I6d3Jvbmc=\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(statusLineOfUnfinished(
                        contentType, "Authorization: " + Api.OPERATOR + "\r\n", "Origin: https://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
    }
}
