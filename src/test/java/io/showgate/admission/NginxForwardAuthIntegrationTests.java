package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.showgate.support.FreePorts;
import io.showgate.support.IntegrationTest;
import io.showgate.support.Nginx;
import io.showgate.support.TcpRelay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * A real nginx with the files of {@code infra/nginx}, in front of a site that does not know Showgate. The queue is
 * paused, so that every user who joins waits. The operator admits the users that a test needs as active users.
 */
@IntegrationTest
@EnabledIf(
        value = "nginxIsThereOrMustBe",
        disabledReason = "nginx is not installed, so forward authentication was not tested")
class NginxForwardAuthIntegrationTests {

    private static final int MORE_THAN_SHOWGATE_TAKES = 100_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String user = "nginx-" + UUID.randomUUID();

    @LocalServerPort
    int showgatePort;

    private RestClient showgate;
    private ProtectedSite site;
    private TcpRelay relay;
    private Nginx nginx;
    private String address;

    /** Without nginx this class is reported as skipped, unless CI=true. */
    static boolean nginxIsThereOrMustBe() {
        return Nginx.program().isPresent() || "true".equals(System.getenv("CI"));
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        showgate = RestClient.builder()
                .baseUrl("http://localhost:" + showgatePort)
                .defaultHeaders(headers -> headers.setBasicAuth("operator", "operator"))
                .build();
        pause(true);
        site = ProtectedSite.start();
        relay = TcpRelay.to(showgatePort);
        int port = FreePorts.next();
        var ports = Map.of(8080, port, 8081, relay.port(), 8090, site.port());
        nginx = Nginx.start(Path.of("infra", "nginx"), folder, ports, port);
        address = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void stop() {
        pause(false);
        client.close();
        nginx.close();
        relay.close();
        site.close();
    }

    @Test
    void anAppWithoutATokenReadsThatItIsMissing() {
        var answer = send(get("/seats"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(type(answer)).endsWith("#token-missing");
    }

    @Test
    void aForgedTokenIsRefused() {
        var answer = send(get("/seats").header("waitingToken", join() + "x"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(type(answer)).endsWith("#token-invalid");
    }

    @Test
    void aBrowserWithoutATokenIsRedirectedToThePageThatJoins() {
        var answer = send(browser("/seats"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/join");
        assertThat(send(browser("/join")).body()).isEqualTo("GET /join, 0 bytes");
    }

    @Test
    void aWaitingAppReadsItsPlaceAndWhenToComeBack() {
        var answer = send(get("/seats").header("waitingToken", join()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(type(answer)).endsWith("#not-admitted");
        assertThat(JsonPath.<Integer>read(answer.body(), "$.position")).isPositive();
        assertThat(seconds(answer, "Retry-After")).isBetween(1L, 10L);
    }

    @Test
    void aWaitingBrowserSeesAPageUnderTheSameAddressThatReloadsItself() {
        var answer = send(browser("/seats").header("Cookie", "theme=dark; waitingToken=" + join()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(seconds(answer, "Refresh")).isBetween(1L, 10L);
        assertThat(answer.body()).contains("You are in the queue");
    }

    @Test
    void anActiveUserReachesTheSite() {
        var token = bypass();

        assertThat(send(get("/seats?row=1").header("waitingToken", token)).body())
                .isEqualTo("GET /seats?row=1, 0 bytes");
        assertThat(send(browser("/seats").header("Cookie", "waitingToken=" + token))
                        .body())
                .isEqualTo("GET /seats, 0 bytes");
    }

    @Test
    void aBodyReachesTheSiteAndNeverTheGate() {
        var upload = BodyPublishers.ofByteArray(new byte[MORE_THAN_SHOWGATE_TAKES]);
        var admitted = send(get("/seats").header("waitingToken", bypass()).POST(upload));
        var waiting =
                send(get("/seats").header("waitingToken", joinAs(user + "-2")).POST(upload));

        assertThat(admitted.body()).isEqualTo("POST /seats, 100000 bytes");
        assertThat(waiting.statusCode()).isEqualTo(403);
    }

    @Test
    void theSitesOwnErrorsPass() {
        var answer = send(get("/broken").header("waitingToken", bypass()));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("GET /broken, 0 bytes");
    }

    @Test
    void connectionsToTheGateStayOpen() {
        var request = get("/seats").header("waitingToken", bypass());
        for (int i = 0; i < 20; i++) {
            assertThat(send(request).statusCode()).isEqualTo(200);
        }

        assertThat(relay.connections()).isEqualTo(1);
    }

    @Test
    void allAreRefusedWhileShowgateHangsAndActiveUsersPassAfterwards() {
        var request = get("/seats").header("waitingToken", bypass());
        assertThat(send(request).statusCode()).isEqualTo(200);

        relay.silence(true);
        assertIsClosed(send(request.timeout(Duration.ofSeconds(4))));

        relay.silence(false);
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void allAreRefusedWhileShowgateIsDown() {
        var request = get("/seats").header("waitingToken", bypass());

        relay.close();

        assertIsClosed(send(request));
    }

    @Test
    void internalLocationsAreNotReachable() {
        assertThat(send(get("/_showgate/gate").header("waitingToken", bypass())).statusCode())
                .isEqualTo(404);
    }

    private static void assertIsClosed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static String type(HttpResponse<String> answer) {
        return JsonPath.read(answer.body(), "$.type");
    }

    private static long seconds(HttpResponse<String> answer, String header) {
        return answer.headers().firstValueAsLong(header).orElseThrow();
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private HttpRequest.Builder browser(String path) {
        return get(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException noAnswer) {
            throw new AssertionError("nginx did not answer", noAnswer);
        }
    }

    private void pause(boolean wanted) {
        showgate.patch()
                .uri("/api/v1/admin/queues/main")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"paused\":" + wanted + "}")
                .retrieve()
                .toBodilessEntity();
    }

    /** A place in the queue, which is paused. */
    private String join() {
        return joinAs(user);
    }

    private String joinAs(String name) {
        return token(showgate.post().uri("/api/v1/user/{user}/queue/token/issue", name));
    }

    private String bypass() {
        return token(showgate.put().uri("/api/v1/admin/queues/main/active/{user}", user));
    }

    private static String token(RestClient.RequestHeadersSpec<?> request) {
        return JsonPath.read(request.retrieve().body(String.class), "$.waitingToken");
    }
}
