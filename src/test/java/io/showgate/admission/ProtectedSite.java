package io.showgate.admission;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A site that does not know Showgate. It answers with the request that it got, as in {@code POST /seats, 5 bytes}, and
 * with 500 under {@code /broken}.
 */
final class ProtectedSite implements AutoCloseable {

    private final HttpServer server;

    private ProtectedSite(HttpServer server) {
        this.server = server;
    }

    static ProtectedSite start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", ProtectedSite::answer);
            server.start();
            return new ProtectedSite(server);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int bytes = exchange.getRequestBody().readAllBytes().length;
            var path = exchange.getRequestURI().toString();
            var answer = "%s %s, %d bytes".formatted(exchange.getRequestMethod(), path, bytes);
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/broken") ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
