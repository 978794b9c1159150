package io.showgate.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends any bytes to a server, including those that no HTTP client would send, and reads the answer. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 15_000;

    private RawHttp() {}

    /** Sends a request whose head has these lines, as UTF-8, and a header that closes the connection afterwards. */
    public static Answer send(int port, String... head) {
        return send(port, new byte[0], head);
    }

    /** Sends the same with a body; the head must contain the headers for it. */
    public static Answer send(int port, byte[] body, String... head) {
        var request = new ByteArrayOutputStream();
        var lines = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
        request.writeBytes(lines.getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return exchange(port, request.toByteArray());
    }

    /** Sends these bytes and nothing else, and reads until the server closes the connection. */
    public static Answer exchange(int port, byte[] bytes) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return exchange(socket, bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Sends a request whose head has these lines from a loopback address of this machine, so that the server sees
     * another caller.
     *
     * @param address 127.0.0.1 to 127.255.255.254, or ::1
     */
    public static Answer sendFrom(String address, int port, String... head) {
        var own = InetAddress.ofLiteral(address);
        var server = InetAddress.ofLiteral(address.contains(":") ? address : "127.0.0.1");
        var lines = String.join("\r\n", head) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(server, port, own, 0)) {
            return exchange(socket, lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Answer exchange(Socket socket, byte[] bytes) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(bytes);
        return parse(socket.getInputStream().readAllBytes());
    }

    /** Encodes a body in chunks. */
    public static byte[] chunked(byte[] body) {
        var chunks = new ByteArrayOutputStream();
        int size = 8_192;
        for (int from = 0; from < body.length; from += size) {
            var chunk = Arrays.copyOfRange(body, from, Math.min(from + size, body.length));
            chunks.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.writeBytes(chunk);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private static Answer parse(byte[] answer) throws IOException {
        var in = new ByteArrayInputStream(answer);
        var statusLine = line(in);
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            return new Answer(0, Map.of(), statusLine);
        }
        var headers = headers(in);
        var body = "chunked".equals(headers.get("transfer-encoding")) ? unchunked(in) : in.readAllBytes();
        return new Answer(
                Integer.parseInt(statusLine.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    RawHttp::joined);
        }
        return headers;
    }

    private static String joined(String one, String other) {
        return one + ", " + other;
    }

    /** Reads a body in chunks, with its end. */
    static byte[] unchunked(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return HexFormat.fromHexDigits(line(in));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
