package io.showgate.admission;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.FreePorts;
import io.showgate.support.Nginx;
import io.showgate.support.RawHttp;
import io.showgate.support.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A real nginx with the files of {@code infra/nginx}, in front of a site that does not know Showgate. The queue is
 * paused, so that every user who joins waits. nginx also has a caching proxy in front of itself, and locations in which
 * it makes errors of its own.
 */
final class SiteBehindNginx implements AutoCloseable {

    private static final Path SHIPPED = Path.of("infra", "nginx");

    /** A location behind the gate of another queue, and locations behind the gate in which nginx itself refuses. */
    private static final String MORE_LOCATIONS = """
                    location ^~ /presale/ {
                        set $showgate_queue presale;
                        include showgate-protect.conf;
                        proxy_pass http://site;
                    }
                    location = /denied {
                        set $showgate_queue main;
                        include showgate-protect.conf;
                        deny all;
                        proxy_pass http://site;
                    }
                    location ^~ /folder/ {
                        set $showgate_queue main;
                        include showgate-protect.conf;
                        root .;
                    }
                    location = /password {
                        set $showgate_queue main;
                        include showgate-protect.conf;
                        auth_basic "staff";
                        auth_basic_user_file nginx.conf;
                        proxy_pass http://site;
                    }
            """;

    /** A cache that keeps every answer that it may keep. */
    private static final String CACHE = """
                proxy_cache_path cache keys_zone=front:1m;
                server {
                    listen 127.0.0.1:8070;
                    location / {
                        proxy_pass http://127.0.0.1:8080;
                        proxy_cache front;
                        proxy_cache_key $request_uri;
                        proxy_cache_valid any 1m;
                    }
                }
            """;

    private static final String QUEUES = "/api/v1/admin/queues/";
    private static final String MAIN = QUEUES + "main";

    private final Api showgate;
    private final ProtectedSite site = ProtectedSite.start();
    private final TcpRelay relay;
    private final Nginx nginx;
    private final int port = FreePorts.next();
    private final int cachePort = FreePorts.next();

    private SiteBehindNginx(int showgatePort, Path folder) throws IOException {
        showgate = new Api(showgatePort);
        relay = TcpRelay.to(showgatePort);
        showgate.operator("PATCH", MAIN, "{\"paused\":true}");
        var ports = Map.of(8080, port, 8081, relay.port(), 8090, site.port(), 8070, cachePort);
        nginx = Nginx.start(configuration(folder), runFolder(folder), ports, port);
    }

    static SiteBehindNginx start(int showgatePort, Path folder) {
        try {
            return new SiteBehindNginx(showgatePort, folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A copy of the shipped files; {@code nginx.conf} has some more locations and one more server at its end. */
    private static Path configuration(Path folder) throws IOException {
        var copy = Files.createDirectory(folder.resolve("configuration"));
        try (var files = Files.list(SHIPPED)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        var file = copy.resolve("nginx.conf");
        var text = Files.readString(file).stripTrailing();
        int endOfHttp = text.lastIndexOf('}');
        int endOfServer = text.lastIndexOf('}', endOfHttp - 1);
        Files.writeString(file, text.substring(0, endOfServer) + MORE_LOCATIONS + "}\n" + CACHE + "}\n");
        return copy;
    }

    private static Path runFolder(Path folder) throws IOException {
        var run = Files.createDirectory(folder.resolve("run"));
        Files.createDirectory(run.resolve("folder"));
        return run;
    }

    /** The connection between nginx and Showgate. */
    TcpRelay relay() {
        return relay;
    }

    /** A place in the queue, which is paused. */
    String waiting() {
        return showgate.tokenOf("nginx-" + UUID.randomUUID());
    }

    String admitted() {
        return admitted("nginx-" + UUID.randomUUID());
    }

    String admitted(String user) {
        return Api.text(showgate.operator("PUT", MAIN + "/active/" + user, ""), "$.waitingToken");
    }

    /** The token of a new user, admitted ahead of everyone in this queue. */
    String admittedTo(String queue) {
        var user = "nginx-" + UUID.randomUUID();
        return Api.text(showgate.operator("PUT", QUEUES + queue + "/active/" + user, ""), "$.waitingToken");
    }

    /** Sends a request without a body; headers are lines. */
    Answer send(String request, String... headers) {
        return send(port, request, headers);
    }

    /** The same through the cache. */
    Answer sendThroughCache(String request, String... headers) {
        return send(cachePort, request, headers);
    }

    private static Answer send(int port, String request, String... headers) {
        var head = new ArrayList<>(List.of(request.contains(" HTTP/") ? request : request + " HTTP/1.1", "Host: shop"));
        head.addAll(List.of(headers));
        return RawHttp.send(port, head.toArray(String[]::new));
    }

    /** Sends a request with a body; headers are lines. */
    Answer sendBody(String request, byte[] body, String... headers) {
        var head = new ArrayList<>(List.of(request + " HTTP/1.1", "Host: shop", "Content-Length: " + body.length));
        head.addAll(List.of(headers));
        return RawHttp.send(port, body, head.toArray(String[]::new));
    }

    /** Opens a connection and sends this head. */
    Socket connect(String... head) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        showgate.operator("PATCH", MAIN, "{\"paused\":false}");
        nginx.close();
        relay.close();
        site.close();
    }
}
