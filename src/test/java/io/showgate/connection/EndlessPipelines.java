package io.showgate.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Connections that send requests without end and wait for no answer. They read the answers, so nothing stops them. */
final class EndlessPipelines implements AutoCloseable {

    private static final byte[] REQUESTS =
            "GET /api/v1/gate/main HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);

    private final List<Socket> sockets = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    EndlessPipelines(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            threads.execute(() -> send(socket));
            threads.execute(() -> read(socket));
        }
    }

    private static void send(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write(REQUESTS);
            }
        } catch (IOException closed) {
            /* The test has ended. */
        }
    }

    private static void read(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            /* The test has ended. */
        }
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        threads.close();
    }
}
