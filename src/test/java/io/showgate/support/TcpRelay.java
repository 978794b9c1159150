package io.showgate.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on loopback, counts the connections, and can fall silent: it then still accepts,
 * but what comes in goes nowhere, as with a server that hangs. Closed, it is a server that is gone. Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean silent;

    private TcpRelay(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
        open.add(server);
    }

    /** Relays from a free port to {@code target}. */
    public static TcpRelay to(int target) {
        try {
            var relay = new TcpRelay(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(relay::acceptUntilClosed);
            return relay;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections there were since the start. */
    public int connections() {
        return accepted.get();
    }

    /** From now on, or no longer, lets everything get lost. */
    public void silence(boolean wanted) {
        silent = wanted;
    }

    @Override
    public void close() {
        open.forEach(TcpRelay::closeQuietly);
    }

    private void acceptUntilClosed() {
        try {
            while (true) {
                var client = server.accept();
                accepted.incrementAndGet();
                relay(client, new Socket(InetAddress.getLoopbackAddress(), target));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void relay(Socket client, Socket server) throws IOException {
        open.add(client);
        open.add(server);
        pump(client.getInputStream(), server.getOutputStream());
        pump(server.getInputStream(), client.getOutputStream());
    }

    private void pump(InputStream from, OutputStream to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                var buffer = new byte[8192];
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    if (!silent) {
                        to.write(buffer, 0, n);
                    }
                }
            } catch (IOException closed) {
                // Either side may end a connection at any time; both streams are closed now, and so the other's too.
            }
        });
    }

    private static void closeQuietly(Closeable each) {
        try {
            each.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }
}
