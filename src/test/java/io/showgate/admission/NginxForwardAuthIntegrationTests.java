package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showgate.support.Answer;
import io.showgate.support.IntegrationTest;
import io.showgate.support.Nginx;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A {@link SiteBehindNginx}: what the site and Showgate get, and what happens while Showgate is away. */
@IntegrationTest
@EnabledIf(
        value = "nginxIsThereOrMustBe",
        disabledReason = "nginx is not installed, so forward authentication was not tested")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxForwardAuthIntegrationTests {

    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

    private SiteBehindNginx site;

    /** Without nginx this class is reported as skipped, unless CI=true. */
    static boolean nginxIsThereOrMustBe() {
        return Nginx.program().isPresent() || "true".equals(System.getenv("CI"));
    }

    @BeforeAll
    void start(@LocalServerPort int showgatePort, @TempDir Path folder) {
        site = SiteBehindNginx.start(showgatePort, folder);
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private static String header(String token) {
        return "waitingToken: " + token;
    }

    @Test
    void theHeaderAndTheCookieAreTheSame() {
        var token = site.admitted();

        assertThat(site.send("GET /seats?row=1", header(token)).body()).isEqualTo("GET /seats?row=1, 0 bytes");
        assertThat(site.send("GET /seats", "Cookie: a=b; waitingToken=" + token).body())
                .isEqualTo("GET /seats, 0 bytes");
    }

    @Test
    void theSiteLearnsWhoTheVisitorIsAndUntilWhen() {
        var answer = site.send("GET /seats", header(site.admitted("kim@shop.example")));

        assertThat(answer.header("x-saw-user")).isEqualTo("kim@shop.example");
        assertThat(Instant.parse(answer.header("x-saw-expires")))
                .isCloseTo(Instant.now().plus(10, ChronoUnit.MINUTES), within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @CsvSource({"GET /join", "GET /assets/a.css", "POST /webhooks/payments"})
    void noVisitorCanSayWhoTheyAre(String request) {
        var answer = site.send(request, "X-Showgate-User: mallory", "X-Showgate-Expires: 2099-01-01T00:00:00Z");

        assertThat(answer.header("x-saw-user")).isEqualTo("none");
        assertThat(answer.header("x-saw-expires")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"GET /join", "GET /seats", "POST /webhooks/payments"})
    void theSiteLearnsTheVisitorsAddressAndNotTheOneThatTheyWrite(String request) {
        var answer = site.send(request, header(site.admitted()), "X-Forwarded-For: 203.0.113.7, 203.0.113.8");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-saw-forwarded-for")).isEqualTo("127.0.0.1");
    }

    @Test
    void anAdmittedVisitorCannotPassAsAnother() {
        var answer = site.send("GET /seats", header(site.admitted("anna-at-the-site")), "X-Showgate-User: mallory");

        assertThat(answer.header("x-saw-user")).isEqualTo("anna-at-the-site");
    }

    @Test
    void aWaitingAppReadsItsPlaceAndWhenToComeBack() {
        var answer = site.send("GET /seats", header(site.waiting()));

        assertThat(answer.json().path("position").asInt()).isPositive();
        assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 10);
        assertThat(answer.header("refresh")).isEmpty();
    }

    @Test
    void aWaitingBrowserSeesAPageUnderTheSameAddressThatReloadsItself() {
        var answer = site.send("GET /seats", BROWSER, header(site.waiting()));

        assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(Integer.parseInt(answer.header("refresh"))).isBetween(1, 10);
        assertThat(answer.body()).contains("You are in the queue");
    }

    /** The address fills nginx's buffer and would fill that of Showgate. */
    @Test
    void aVeryLongTargetIsForgotten() {
        var longPath = "GET /" + "a".repeat(16_000);

        assertThat(site.send(longPath, BROWSER).header("location")).isEqualTo("/join?queue=main");
        assertThat(site.send(longPath, header(site.admitted())).status()).isEqualTo(200);
    }

    /** Encoded, it would be too long for a header of the gate's answer. */
    @Test
    void aTargetThatIsLongOnceItIsEncodedIsForgotten() {
        var answer = site.send("GET /s?" + "a=1&".repeat(500), BROWSER);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo("/join?queue=main");
    }

    /** All cookies that nginx takes and the longest target that it passes on. */
    @Test
    void theGateTakesAllThatNginxTakes() {
        var longest = "GET /" + "a".repeat(2_047);
        var cookies = "Cookie: large=" + "x".repeat(17_000) + "; waitingToken=" + site.waiting();

        site.send(longest, cookies).assertProblem(403, "not-admitted");
    }

    @Test
    void aPreflightPassesWithoutAToken() {
        var answer = site.send("OPTIONS /seats", "Origin: https://app.example", "Access-Control-Request-Method: PUT");

        assertThat(answer.body()).isEqualTo("OPTIONS /seats, 0 bytes");
        assertThat(answer.header("x-saw-user")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /seats, Access-Control-Request-Method: PUT",
        "OPTIONS /seats, Accept: */*",
        "POST /seats, Access-Control-Request-Method: PUT"
    })
    void nothingElsePassesAsAPreflight(String request, String header) {
        assertThat(site.send(request, "Origin: https://app.example", header).status())
                .isEqualTo(401);
    }

    @Test
    void anUploadReachesTheSiteAndNeverTheGate() {
        var upload = new byte[100_000];

        assertThat(site.sendBody("POST /seats", upload, header(site.admitted())).body())
                .isEqualTo("POST /seats, 100000 bytes");
    }

    @Test
    void anUploadIsNotAwaitedBeforeItsSenderIsAdmitted() throws IOException {
        try (var connection =
                site.connect("POST /seats HTTP/1.1", "Host: shop", "Content-Length: 900000", header(site.waiting()))) {
            assertThat(firstLine(connection)).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void anUploadThatNginxFindsTooLargeIsNotTheGatesRefusal() throws IOException {
        try (var connection = site.connect(
                "POST /seats HTTP/1.1", "Host: shop", "Content-Length: 9000000", header(site.admitted()))) {
            assertThat(firstLine(connection)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aWebSocketOfAnAdmittedVisitorPasses() throws IOException {
        try (var socket = handshake("websocket", site.admitted())) {
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 101 Switching Protocols");
            skipHead(socket);

            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        }
    }

    @Test
    void theGateIsAskedAtTheHandshake() throws IOException {
        try (var socket = handshake("websocket", site.waiting())) {
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    /** A connection that speaks another protocol could carry requests past the gate. */
    @Test
    void onlyAWebSocketTakesOverAConnection() throws IOException {
        try (var socket = handshake("h2c", site.admitted())) {
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private Socket handshake(String protocol, String token) throws IOException {
        return site.connect(
                "GET /live HTTP/1.1", "Host: shop", "Connection: Upgrade", "Upgrade: " + protocol, header(token));
    }

    private static void skipHead(Socket socket) throws IOException {
        while (!firstLine(socket).isEmpty()) {
            /* the next header */
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b >= 0 && b != '\n';
                b = socket.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Test
    void connectionsToTheGateStayOpen() {
        var token = header(site.admitted());
        site.send("GET /seats", token);
        int before = site.relay().connections();
        for (int i = 0; i < 20; i++) {
            assertThat(site.send("GET /seats", token).status()).isEqualTo(200);
        }

        assertThat(site.relay().connections()).isEqualTo(before);
    }

    @Test
    void allAreRefusedWhileShowgateHangsAndActiveUsersPassAfterwards() {
        var token = header(site.admitted());
        try {
            site.relay().silence(true);
            assertIsClosed(token);
        } finally {
            site.relay().silence(false);
        }
        assertThat(site.send("GET /seats", token).status()).isEqualTo(200);
    }

    @Test
    void allAreRefusedWhileShowgateIsDownAndActiveUsersPassAfterwards() {
        var token = header(site.admitted());
        try {
            site.relay().cut();
            assertIsClosed(token);
            assertThat(site.send("GET /join", BROWSER).status()).isEqualTo(200);
        } finally {
            site.relay().mend();
        }
        assertThat(site.send("GET /seats", token).status()).isEqualTo(200);
    }

    private void assertIsClosed(String token) {
        var app = site.send("GET /seats", token);
        assertThat(app.status()).isEqualTo(503);
        assertThat(app.header("content-type")).isEqualTo("application/problem+json");
        assertComesBack(app);

        var browser = site.send("GET /seats", token, BROWSER);
        assertThat(browser.status()).isEqualTo(503);
        assertThat(browser.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(browser.header("refresh")).isEqualTo("5");
        assertComesBack(browser);
    }

    private static void assertComesBack(Answer answer) {
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    /** Each refusal comes first. If the cache kept it, the admitted visitor would get it too. */
    @Test
    void aCacheInFrontKeepsNoRefusal() {
        var token = header(site.admitted());

        assertIsNotKept("/kept/1", token, 302, BROWSER);
        assertIsNotKept("/kept/2", token, 401, "waitingToken: forged");
        assertIsNotKept("/kept/3", token, 403, header(site.waiting()));
        assertIsNotKept("/kept/4", token, 403, BROWSER, header(site.waiting()));
        try {
            site.relay().cut();
            assertThat(site.sendThroughCache("GET /kept/5", token).status()).isEqualTo(503);
            assertThat(site.sendThroughCache("GET /kept/6", token, BROWSER).status())
                    .isEqualTo(503);
        } finally {
            site.relay().mend();
        }
        assertThat(site.sendThroughCache("GET /kept/5", token).status()).isEqualTo(200);
        assertThat(site.sendThroughCache("GET /kept/6", token).status()).isEqualTo(200);
    }

    private void assertIsNotKept(String path, String token, int status, String... refused) {
        assertThat(site.sendThroughCache("GET " + path, refused).status()).isEqualTo(status);
        assertThat(site.sendThroughCache("GET " + path, token).status()).isEqualTo(200);
    }
}
