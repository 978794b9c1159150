package io.showgate.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Answers the probes while the start waits for something. The instance is alive, so that no orchestrator kills it for
 * waiting, and not ready. It uses the management port, where the application itself answers the probes later.
 */
@Component
class StartingHealth {

    private static final Logger LOG = LoggerFactory.getLogger(StartingHealth.class);

    private final String host;
    private final int port;
    private final String path;

    StartingHealth(
            @Value("${management.server.address:}") String host,
            @Value("${management.server.port:0}") int port,
            @Value("${management.endpoints.web.base-path:/actuator}") String path) {
        this.host = host;
        this.port = port;
        this.path = path + "/health";
    }

    /** Answers the probes until it is closed. */
    Open open() {
        try {
            var address = host.isEmpty()
                    ? new InetSocketAddress(port)
                    : new InetSocketAddress(InetAddress.getByName(host), port);
            var server = HttpServer.create(address, 0);
            server.createContext(path, exchange -> answer(exchange, 503, "OUT_OF_SERVICE"));
            server.createContext(path + "/liveness", exchange -> answer(exchange, 200, "UP"));
            server.start();
            return () -> server.stop(0);
        } catch (IOException taken) {
            LOG.warn("Cannot answer the probes on port {} while this instance waits: {}", port, taken.getMessage());
            return () -> {};
        }
    }

    private static void answer(HttpExchange exchange, int status, String health) throws IOException {
        var body = ("{\"status\":\"" + health + "\"}").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The answering server, until it is closed. */
    interface Open extends AutoCloseable {

        @Override
        void close();
    }
}
