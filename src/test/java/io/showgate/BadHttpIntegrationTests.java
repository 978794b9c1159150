package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.RawConnection;
import io.showgate.support.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Requests that are not HTTP, or not valid HTTP for this server. Tomcat refuses them before the application sees them,
 * and still answers with a problem detail.
 */
@BadInputTest
class BadHttpIntegrationTests {

    private static final String GATE = "GET /api/v1/queue/gate HTTP/1.1";
    private static final String CHANGE = "PATCH /api/v1/admin/queues/main HTTP/1.1";
    private static final String JOIN = "POST /api/v1/user/anna/queue/token/issue HTTP/1.1";

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "GET",
                "GET /api/v1/queue/gate HTTP/1.2",
                "GET /api/v1/queue/gate HTTP/2.0",
                "GET /api/v1/queue/gate HTTP/9",
                "GET /api/v1/queue/gate XTTP/1.1",
                "GET /api/v1/queue/gate HTTP/1.1 HTTP/1.1",
                "G\u0000T /api/v1/queue/gate HTTP/1.1",
                "GET /api/v1/queue/g\u0000te HTTP/1.1",
                "GET http://[::1/api/v1/queue/gate HTTP/1.1",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000"
            })
    void refusesInvalidRequestLines(String line) {
        RawHttp.send(port, line, "Host: localhost").assertProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waitingToken",
                ": a",
                "waiting Token: a",
                "waitingToken: a\u0000b",
                "Host: another",
                "Content-Length: abc",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 1\r\nContent-Length: 1",
                "Content-Length: 1, 1",
                "Transfer-Encoding: nonsense",
                "Transfer-Encoding: gzip, chunked",
                "Expect: a miracle"
            })
    void refusesInvalidHeaders(String header) {
        RawHttp.send(port, JOIN, "Host: localhost", header).assertProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b:c", "a b", "[::1", "a^b"})
    void refusesInvalidHosts(String host) {
        RawHttp.send(port, GATE, "Host: " + host).assertProblem(400, "bad-request");
    }

    @Test
    void requiresAHostSinceHttp11() {
        RawHttp.send(port, GATE).assertProblem(400, "bad-request");
        RawHttp.send(port, "GET /api/v1/queue/gate HTTP/1.0").assertProblem(401, "token-missing");
    }

    @Test
    void answersHttp09WithoutAHead() {
        var answer = RawHttp.exchange(port, "GET /api/v1/queue/gate\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.status()).isZero();
        assertThat(answer.body()).startsWith("{\"type\":\"/docs/problems.md#token-missing\"");
        sendValidRequest();
    }

    /**
     * After a request of HTTP 0.9, Tomcat answers an unreadable request without a head, until it has read a valid one.
     */
    private void sendValidRequest() {
        RawHttp.send(port, GATE, "Host: localhost").assertProblem(401, "token-missing");
    }

    @Test
    void limitsTheSizeOfHeads() {
        RawHttp.send(port, GATE, "Host: localhost", "X: " + "a".repeat(65_536)).assertProblem(400, "bad-request");
        RawHttp.send(port, "GET /" + "a".repeat(65_536) + " HTTP/1.1", "Host: localhost")
                .assertProblem(400, "bad-request");
        RawHttp.send(port, GATE, "Host: localhost", "X: 1\r\n".repeat(100)).assertProblem(400, "bad-request");
        RawHttp.send(port, "GET /api/v1/queue/gate?" + "a=1&".repeat(5_200) + " HTTP/1.1", "Host: localhost")
                .assertProblem(400, "bad-request");
        RawHttp.send(port, "GET /api/v1/coupons?" + "a=1&".repeat(1_500) + " HTTP/1.1", "Host: localhost")
                .assertProblem(400, "bad-request");
        RawHttp.send(port, JOIN, "Host: localhost", "Cookie: a=" + "b".repeat(20_480))
                .assertProblem(400, "bad-request");
    }

    /** Browsers of large sites send that much. */
    @Test
    void acceptsManyCookiesAndAHundredHeaders() {
        var cookies = "Cookie: " + ("name=" + "v".repeat(43) + "; ").repeat(190) + "a=b";
        assertThat(cookies).hasSizeBetween(9_000, 10_000);
        var large = "Cookie: a=" + "b".repeat(20_000);

        assertThat(RawHttp.send(port, JOIN, "Host: localhost", cookies).status())
                .isEqualTo(200);
        assertThat(RawHttp.send(port, JOIN, "Host: localhost", large).status()).isEqualTo(200);
        RawHttp.send(port, GATE, "Host: localhost", cookies).assertProblem(401, "token-missing");
        RawHttp.send(port, GATE, "Host: localhost", "X: 1\r\n".repeat(97) + "Y: 2")
                .assertProblem(401, "token-missing");
    }

    /** The chunks count, as RFC 9112 says, and nothing more is read from the connection. */
    @Test
    void aLengthBesideChunksIsIgnoredAndTheConnectionIsClosed() {
        try (var connection = RawConnection.to(port)) {
            connection.sendLines(
                    CHANGE,
                    "Host: localhost",
                    "Authorization: " + Api.OPERATOR,
                    "Content-Type: application/json",
                    "Content-Length: 1",
                    "Transfer-Encoding: chunked");
            connection.send("\r\n2\r\n{}\r\n0\r\n\r\n").sendHead(JOIN, "Host: localhost");

            var answer = connection.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.answer().status()).isZero();
        }
    }

    /** HTTP/1.0 knows no chunks, so a proxy in front may see another end of the request. */
    @Test
    void chunksOverHttp10EndTheConnection() {
        try (var connection = RawConnection.to(port)) {
            connection.sendLines(
                    "POST /api/v1/user/anna/queue/token/issue HTTP/1.0",
                    "Connection: keep-alive",
                    "Transfer-Encoding: chunked");
            connection.send("\r\n0\r\n\r\n").sendHead(JOIN, "Host: localhost");

            var answer = connection.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.answer().status()).isZero();
        }
    }

    @Test
    void keepsAConnectionOfHttp10OnlyIfAsked() {
        var line = "GET /api/v1/queue/gate HTTP/1.0";
        try (var connection = RawConnection.to(port)) {
            assertThat(connection
                            .sendHead(line, "Connection: keep-alive")
                            .answer()
                            .header("connection"))
                    .isEqualTo("keep-alive");
            assertThat(connection.sendHead(line).answer().header("connection")).isEqualTo("close");
            assertThat(connection.answer().status()).isZero();
        }
    }

    @Test
    void theHostOfAnAbsoluteTargetMustBeTheHostOfTheRequest() {
        var target = "GET http://localhost/api/v1/queue/gate HTTP/1.1";
        RawHttp.send(port, target, "Host: localhost").assertProblem(401, "token-missing");
        RawHttp.send(port, target, "Host: another").assertProblem(400, "bad-request");
        RawHttp.send(port, "GET ftp://localhost/api/v1/queue/gate HTTP/1.1", "Host: localhost")
                .assertProblem(400, "bad-request");
        RawHttp.send(port, "GET http://localhost/api/v1/../v1/queue/gate HTTP/1.1", "Host: localhost")
                .assertProblem(400, "bad-request");
        RawHttp.send(port, "CONNECT localhost:80 HTTP/1.1", "Host: localhost").assertProblem();
    }

    /** A line break in the path starts a header. The rest of the first line is a request of HTTP 0.9. */
    @Test
    void aLineBreakDoesNotStartASecondRequest() {
        var answer = RawHttp.send(port, "POST /api/v1/user/a\r\nb/queue/token/issue HTTP/1.1", "Host: localhost");

        assertThat(answer.body()).contains("\"status\":40").doesNotContain("waitingToken\":");
        sendValidRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "-1\r\n\r\n",
                "5\r\nabcdefgh\r\n0\r\n\r\n",
                "ffffffffffffffff\r\na",
                "fffffffff\r\na",
                "80000000\r\na"
            })
    void refusesInvalidChunks(String body) {
        chunks(CHANGE, body).assertProblem(400, "bad-request");
    }

    @Test
    void refusesLongExtensionsAndTrailersOfChunks() {
        var value = "a".repeat(600);
        chunks(CHANGE, "1;a=" + value + "\r\n{\r\n").assertProblem(400, "bad-request");
        chunks(CHANGE, "2\r\n{}\r\n0\r\nA: " + value + "\r\n\r\n").assertProblem(400, "bad-request");
    }

    @Test
    void acceptsShortExtensionsAndTrailersOfChunks() {
        var answer = chunks(CHANGE, "2;a=b\r\n{}\r\n0\r\nA: b\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
    }

    /** The route takes no body, so it does not look at it. The connection is closed after the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc\r\n0\r\n\r\n", "ffffffffffffffff\r\na", "5\r\nab", ""})
    void ignoresChunksThatNoRouteReads(String body) {
        assertThat(chunks(JOIN, body).status()).isEqualTo(200);
    }

    private Answer chunks(String route, String body) {
        return RawHttp.send(
                port,
                body.getBytes(StandardCharsets.US_ASCII),
                route,
                "Host: localhost",
                "Authorization: " + Api.OPERATOR,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked");
    }

    /** A client that closes the connection during a request or its answer must not fill the log either. */
    @RepeatedTest(20)
    void toleratesClientsThatCloseTheConnection() throws IOException {
        closeAfter(JOIN + "\r\nHost: localhost\r\n");
        closeAfter(JOIN + "\r\nHost: localhost\r\n\r\n");
        closeAfter(JOIN + "\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
        closeAfter("PATCH /api/v1/admin/queues/main HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                + "\r\nAuthorization: " + Api.OPERATOR + "\r\nContent-Length: 50\r\n\r\n{");
        closeAfter("GET /docs/problems.md HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private void closeAfter(String beginning) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
