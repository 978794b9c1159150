package io.showgate.admission;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A site that does not know Showgate. It answers with the request that it got, as in {@code POST /seats, 5 bytes}, and
 * with 500 under {@code /broken}. The header {@code X-Site} tells its answers from all others. The headers
 * {@code X-Saw-*} repeat what it got. It accepts a WebSocket and then returns every byte. A proxy is its only client,
 * so it knows no chunks.
 */
final class ProtectedSite implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private ProtectedSite(ServerSocket server) {
        this.server = server;
    }

    static ProtectedSite start() {
        try {
            var site = new ProtectedSite(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(site::acceptUntilClosed);
            return site;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var client : clients) {
                client.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void acceptUntilClosed() {
        try {
            while (true) {
                var client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            /* The test is over. */
        }
    }

    private static void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                answer(line, headers(in), in, client.getOutputStream());
            }
        } catch (IOException closed) {
            /* A proxy may close a connection at any time. */
        }
    }

    private static void answer(String requestLine, Map<String, String> headers, InputStream in, OutputStream out)
            throws IOException {
        if (headers.containsKey("upgrade")) {
            write(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            for (int b = in.read(); b >= 0; b = in.read()) {
                out.write(b);
            }
            return;
        }
        int bytes = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))).length;
        var request = requestLine.substring(0, requestLine.lastIndexOf(' '));
        var body = request + ", " + bytes + " bytes";
        write(
                out,
                (request.endsWith(" /broken") ? "HTTP/1.1 500 Broken" : "HTTP/1.1 200 OK")
                        + "\r\nX-Site: yes"
                        + "\r\nX-Saw-User: " + headers.getOrDefault("x-showgate-user", "none")
                        + "\r\nX-Saw-Expires: " + headers.getOrDefault("x-showgate-expires", "none")
                        + "\r\nX-Saw-Forwarded-For: " + headers.getOrDefault("x-forwarded-for", "none")
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + (request.startsWith("HEAD ") ? "" : body));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** One line without its end; empty at the end of the head, and of the connection. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
