package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TcpRelay;
import io.showgate.support.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance as a process: it logs no personal data, even at level DEBUG, and it ends gracefully. */
@Tag(TestServers.ONCE)
class InstanceLifeIntegrationTests {

    private static final String CHANGE = "{\"maxActive\":3000}";
    private static final String CONTINUE = "HTTP/1.1 100 \r\n\r\n";

    private TcpRelay redis;
    private ShowgateProcess instance;

    @BeforeEach
    void start() {
        var url = URI.create(TestServers.redisUrl());
        redis = TcpRelay.to(url.getHost(), url.getPort());
        instance = ShowgateProcess.start(Map.of(
                "SPRING_DATA_REDIS_URL",
                url.toString().replace(url.getHost() + ":" + url.getPort(), "127.0.0.1:" + redis.port()),
                "LOGGING_LEVEL_IO_SHOWGATE",
                "debug"));
    }

    @AfterEach
    void stop() {
        instance.close();
        redis.close();
    }

    @Test
    void logsNothingThatAClientSent() {
        var api = new Api(instance.port());
        var token = api.tokenOf("person-not-to-log");
        api.poll(token);
        api.get("/api/v1/queue/gate", "waitingToken", token);
        api.poll(token + "-not-to-log");
        api.operator("PATCH", "/api/v1/admin/queues/main", "{\"member-not-to-log\":1}");
        api.operator("PUT", "/api/v1/admin/queues/main/active/guest-not-to-log", "");
        redis.silence(true);
        assertThat(api.join("other-not-to-log").statusCode()).isEqualTo(503);
        assertThat(api.leave(token).statusCode()).isEqualTo(503);
        redis.cut();
        assertThat(api.join("third-not-to-log").statusCode()).isEqualTo(503);

        assertThat(instance.output()).contains("DEBUG", "redis failed").doesNotContain("not-to-log", token);
    }

    @Test
    void answersARequestInProgressBeforeItEnds() throws IOException {
        try (var socket = begin()) {
            instance.terminate();
            await().atMost(Duration.ofSeconds(20)).until(this::refusesConnections);

            send(socket, CHANGE.substring(5));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"maxActive\":3000");
        }
    }

    @Test
    void endsUnderLoadWithoutLosingARequestThatItHasBegun() throws IOException, InterruptedException {
        var api = new Api(instance.port());
        var token = api.tokenOf("person-polling");
        var answers = ConcurrentHashMap.<String>newKeySet();
        var begun = new ArrayList<Socket>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                people.execute(() -> pollUntilTheEnd(api, token, answers));
                begun.add(begin());
            }
            try {
                await().until(() -> answers.contains("200"));
                TimeUnit.MILLISECONDS.sleep(500);
                assertThat(answers).containsExactly("200");
            } finally {
                instance.terminate(); // also ends the polls if an assertion fails
            }
            await().atMost(Duration.ofSeconds(20)).until(this::refusesConnections);
            assertThat(isReady()).isFalse();
            for (var socket : begun) {
                send(socket, CHANGE.substring(5));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 ");
                socket.close();
            }
        }
        // A request that arrives at the moment of the end has not begun. ProblemReportValve tells it to come back.
        assertThat(answers).isSubsetOf("200", "try-again-later");
    }

    /**
     * Sends the first part of a request. The answer "100 Continue" shows that the instance has begun to process it. At
     * its end, the instance closes connections from which it has not read yet; such clients try another instance.
     */
    private Socket begin() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), instance.port());
        send(
                socket,
                "PATCH /api/v1/admin/queues/main HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Api.OPERATOR
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + CHANGE.length()
                        + "\r\nExpect: 100-continue\r\n\r\n" + CHANGE.substring(0, 5));
        var begun = socket.getInputStream().readNBytes(CONTINUE.length());
        assertThat(new String(begun, StandardCharsets.US_ASCII)).isEqualTo(CONTINUE);
        return socket;
    }

    private static void pollUntilTheEnd(Api api, String token, Set<String> answers) {
        try {
            while (true) {
                answers.add(summary(api.poll(token)));
            }
        } catch (UncheckedIOException ended) {
            /* The instance has ended. */
        }
    }

    /** The status 200, or the problem of an answer that gives a time to come back, or else the whole answer. */
    private static String summary(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            return "200";
        }
        return answer.headers().firstValue("Retry-After").isPresent()
                ? Api.problem(answer)
                : answer.statusCode() + " " + answer.body();
    }

    private boolean isReady() {
        try {
            return new Api(instance.managementPort())
                            .get("/actuator/health/readiness")
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException ended) {
            return false;
        }
    }

    private boolean refusesConnections() throws IOException {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), instance.port())) {
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
