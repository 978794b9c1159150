package io.showgate.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections of clients that do not do their part. They stay open until the server closes them. */
final class BadConnections implements AutoCloseable {

    private static final String JOIN = "POST /api/v1/user/bad/queue/token/issue HTTP/1.1\r\nHost: a\r\n";
    private static final String ADMIN = "POST /api/v1/admin/x HTTP/1.1\r\nHost: a\r\n";
    private static final String DOCS = "GET /docs/problems.md HTTP/1.1\r\nHost: a\r\n\r\n";

    /** The bytes that a client sends at first, and the bytes that it repeats. */
    enum Kind {
        SILENT("", ""),
        EMPTY_LINES("\r\n", "\r\n"),
        UNFINISHED_HEAD(JOIN + "X: ", "a"),
        UNFINISHED_BODY(JOIN + "Content-Length: 99\r\n\r\n1", "1"),
        UNFINISHED_CHUNK(JOIN + "Transfer-Encoding: chunked\r\n\r\n1;a=", "a"),
        BODY_WITHOUT_SIGN_IN(ADMIN + "Transfer-Encoding: chunked\r\n\r\n1;a=", "a"),
        ANSWER_NOT_READ(DOCS.repeat(8), ""),
        MANY_REQUESTS("GET /api/v1/queue/gate HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000), "");

        private final String first;
        private final String next;

        Kind(String first, String next) {
            this.first = first;
            this.next = next;
        }
    }

    private record Connection(SocketChannel channel, Kind kind) {

        /** Sends as much of this as the system takes at once. False if the server has closed the connection. */
        boolean send(String text) {
            try {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                return true;
            } catch (IOException closed) {
                return false;
            }
        }

        /** True if the server has closed the connection. Discards what it has sent. */
        boolean isClosed() {
            var buffer = ByteBuffer.allocate(65_536);
            try {
                int read = 1;
                while (read > 0) {
                    read = channel.read(buffer.clear());
                }
                return read < 0;
            } catch (IOException reset) {
                return true;
            }
        }
    }

    private final List<Connection> open = new ArrayList<>();

    /** The kinds of ten connections. A third have unfinished chunks, which is more than there are places for joins. */
    private static final List<Kind> TEN = List.of(
            Kind.SILENT,
            Kind.EMPTY_LINES,
            Kind.UNFINISHED_HEAD,
            Kind.UNFINISHED_BODY,
            Kind.UNFINISHED_CHUNK,
            Kind.UNFINISHED_CHUNK,
            Kind.UNFINISHED_CHUNK,
            Kind.BODY_WITHOUT_SIGN_IN,
            Kind.BODY_WITHOUT_SIGN_IN,
            Kind.ANSWER_NOT_READ);

    /** Opens that many connections. One of them sends many requests at once. */
    BadConnections(int port, int count) throws IOException {
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < count; i++) {
            var channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.connect(server);
            channel.configureBlocking(false);
            var connection = new Connection(channel, i == 0 ? Kind.MANY_REQUESTS : TEN.get(i % TEN.size()));
            open.add(connection);
            connection.send(connection.kind.first);
        }
    }

    /** Sends the next bytes on every connection. */
    void drip() {
        open.forEach(connection -> connection.send(connection.kind.next));
    }

    /** The number of connections that the server has not closed. */
    int stillOpen() {
        open.removeIf(connection -> {
            boolean closed = connection.isClosed();
            if (closed) {
                close(connection);
            }
            return closed;
        });
        return open.size();
    }

    @Override
    public void close() {
        open.forEach(BadConnections::close);
    }

    private static void close(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
