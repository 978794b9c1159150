package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each disturbance of a link affects open connections and new ones, and can be ended. */
@Tag(TestServers.ONCE)
class ToxiproxyIntegrationTests {

    private static final int TIMEOUT_MILLIS = 500;

    private static Toxiproxy toxiproxy;
    private static ServerSocket echo;
    private static FaultyLink link;

    private Socket open;

    @BeforeAll
    static void start() throws IOException {
        toxiproxy = Toxiproxy.start();
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(ToxiproxyIntegrationTests::echoUntilClosed);
        link = toxiproxy.link(echo.getLocalPort());
    }

    @AfterAll
    static void stop() throws IOException {
        echo.close();
        toxiproxy.close();
    }

    private static void echoUntilClosed() {
        try {
            while (true) {
                var client = echo.accept();
                Thread.startVirtualThread(() -> echo(client));
            }
        } catch (IOException closed) {
            /* The test has ended. */
        }
    }

    private static void echo(Socket client) {
        try (client;
                InputStream in = client.getInputStream()) {
            in.transferTo(client.getOutputStream());
        } catch (IOException cut) {
            /* The test cuts connections. */
        }
    }

    @BeforeEach
    void connect() throws IOException {
        open = socket();
        assertThat(echoed(open, "hello")).isEqualTo("hello");
    }

    @AfterEach
    void heals() throws IOException {
        open.close();
        toxiproxy.heal();
        try (var next = socket()) {
            assertThat(echoed(next, "again")).isEqualTo("again");
        }
    }

    @Test
    void aCutEndsConnectionsAndRefusesNewOnes() {
        link.cut();

        assertThatThrownBy(() -> echoed(open, "lost")).isInstanceOf(IOException.class);
        assertThatThrownBy(ToxiproxyIntegrationTests::socket).isInstanceOf(IOException.class);
    }

    @Test
    void aBlackHoleGivesNoAnswerAndKeepsConnectionsOpen() throws IOException {
        link.blackHole();

        assertThatThrownBy(() -> echoed(open, "lost")).isInstanceOf(SocketTimeoutException.class);
        try (var next = socket()) {
            assertThatThrownBy(() -> echoed(next, "lost")).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aDelayMakesAnswersLate() throws IOException {
        link.delay(Duration.ofMillis(TIMEOUT_MILLIS / 2));
        long asked = System.nanoTime();

        assertThat(echoed(open, "late")).isEqualTo("late");

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(TIMEOUT_MILLIS / 3));
    }

    @Test
    void aThrottleMakesLongAnswersSlow() throws IOException {
        link.throttle(10);
        long asked = System.nanoTime();

        assertThat(echoed(open, "much".repeat(500))).hasSize(2_000);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void aResetBreaksConnectionsWhenTheyAnswer() throws IOException {
        link.reset();

        assertThatThrownBy(() -> echoed(open, "lost")).isInstanceOf(IOException.class);
        try (var next = socket()) {
            assertThatThrownBy(() -> echoed(next, "lost")).isInstanceOf(IOException.class);
        }
    }

    private static Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Sends a text to the echo server and returns the answer; throws if the connection ends. */
    private static String echoed(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        var answer = socket.getInputStream().readNBytes(text.length());
        if (answer.length < text.length()) {
            throw new IOException("the connection ended after '" + new String(answer, StandardCharsets.US_ASCII) + "'");
        }
        return new String(answer, StandardCharsets.US_ASCII);
    }
}
