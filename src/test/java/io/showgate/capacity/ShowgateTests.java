package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses to which the program refuses to send load. */
class ShowgateTests {

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer another;

    @BeforeEach
    void start() throws IOException {
        another = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        another.createContext("/", exchange -> {
            requests.incrementAndGet();
            var body = "<h1>Another service</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        another.start();
    }

    @AfterEach
    void stop() {
        another.stop(0);
    }

    private static void ask(String url) {
        Showgate.running(new Options.Running(url, url, "operator:operator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "nonsense", "http://localhost:8081/shop", "ftp://localhost"})
    void anotherMachineIsRefused(String url) {
        assertThatThrownBy(() -> ask(url)).hasMessageStartingWith("Load is sent to this machine only");
    }

    @Test
    void anAddressThatDoesNotAnswerIsRefused() {
        assertThatThrownBy(() -> ask("http://127.0.0.1:1"))
                .hasMessage("No Showgate answers at http://127.0.0.1:1; is it running?");
    }

    @Test
    void anotherServiceIsRefused() {
        var url = "http://127.0.0.1:" + another.getAddress().getPort();

        assertThatThrownBy(() -> ask(url))
                .hasMessage(
                        "The answer at " + url
                                + "/api/v1/concerts/query?page=1&size=1, with status 200, is not from a Showgate with concerts");
        assertThat(requests).hasValue(1);
    }
}
