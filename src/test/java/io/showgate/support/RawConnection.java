package io.showgate.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to a server that sends any bytes at any time, and stays open until the server closes it. */
public final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket transport;
    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to this port of this machine. */
    public static RawConnection to(int port) {
        try {
            var socket = socket(port);
            return new RawConnection(socket, socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Connects to this port of this machine with TLS, and trusts the certificates that the context trusts. */
    public static RawConnection to(int port, SSLContext tls) {
        try {
            var transport = socket(port);
            var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(transport, "localhost", port, true);
            encrypted.startHandshake();
            return new RawConnection(transport, encrypted);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static Socket socket(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Makes the system hold little of what the server sends and this client does not read. */
    public RawConnection withSmallBuffers() {
        try {
            socket.setReceiveBufferSize(4_096);
            return this;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Sends these lines, each with a line end, and nothing else. */
    public RawConnection sendLines(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends a request without a body. */
    public RawConnection sendHead(String... lines) {
        return sendLines(lines).send("\r\n");
    }

    /** Sends this text and nothing else. */
    public RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Sends this text, unless the server has closed the connection. */
    public void sendIfOpen(String text) {
        try {
            send(text);
        } catch (UncheckedIOException closed) {
            return;
        }
    }

    /** Reads one answer. Its status is 0 if the server has closed the connection. */
    public Answer answer() {
        try {
            var statusLine = line();
            var headers = new TreeMap<String, String>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int status = statusLine.isEmpty() ? 0 : Integer.parseInt(statusLine.substring(9, 12));
            return new Answer(status, headers, new String(body(headers), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A body without a length ends with the connection. */
    private byte[] body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return in.readNBytes(Integer.parseInt(length));
        }
        if (headers.containsKey("transfer-encoding")) {
            return RawHttp.unchunked(in);
        }
        return "close".equals(headers.get("connection")) ? in.readAllBytes() : new byte[0];
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Sends nothing, and returns the time until the server closes the connection. Ignores what it still sends. */
    public Duration timeUntilClosed() {
        return timeUntilClosed("", Duration.ofMillis(TIMEOUT_MILLIS));
    }

    /** Sends this text at this interval, and returns the time until the server closes the connection. */
    public Duration timeUntilClosed(String text, Duration interval) {
        long began = System.nanoTime();
        try {
            socket.setSoTimeout((int) interval.toMillis());
            while (elapsed(began).toMillis() < TIMEOUT_MILLIS) {
                if (isClosedNow()) {
                    return elapsed(began);
                }
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            return elapsed(began);
        }
        throw new AssertionError("The connection is still open after " + elapsed(began));
    }

    private boolean isClosedNow() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    /** Breaks the connection off without a farewell, as a client that crashes. */
    public void reset() {
        try {
            transport.setSoLinger(true, 0);
            transport.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Duration elapsed(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
