package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TcpRelay;
import io.showgate.support.TestServers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance as a process: what it logs, even at its most talkative, and how it ends. */
class InstanceLifeIntegrationTests {

    private static final String CHANGE = "{\"maxActive\":3000}";

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
    void logsNothingThatAPersonSent() {
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
    void answersWhatItHasBegunBeforeItEnds() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), instance.port())) {
            send(
                    socket,
                    "PATCH /api/v1/admin/queues/main HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Api.OPERATOR
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + CHANGE.length() + "\r\n\r\n"
                            + CHANGE.substring(0, 5));
            instance.terminate();
            await().atMost(Duration.ofSeconds(20)).until(this::refusesConnections);

            send(socket, CHANGE.substring(5));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"maxActive\":3000");
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
