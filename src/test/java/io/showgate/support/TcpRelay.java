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
 * A TCP proxy between a client and a server. It counts the connections. A test can {@linkplain #silence silence} it: it
 * then still accepts connections but drops all data, like a server that hangs. A test can {@linkplain #cut cut} it: it
 * is then like a server that is gone, until {@link #mend}. Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {

    private final String host;
    private final int target;
    private final ServerSocket server;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean silent;
    private volatile boolean cut;

    private TcpRelay(String host, int target, ServerSocket server) {
        this.host = host;
        this.target = target;
        this.server = server;
    }

    /** Relays from a free port to this port of this machine. */
    public static TcpRelay to(int target) {
        return to(InetAddress.getLoopbackAddress().getHostAddress(), target);
    }

    /** Relays from a free port to this server. */
    public static TcpRelay to(String host, int target) {
        try {
            var relay = new TcpRelay(host, target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(relay::acceptUntilClosed);
            return relay;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** The port to which clients connect. */
    public int port() {
        return server.getLocalPort();
    }

    /** The number of connections since the start. */
    public int connections() {
        return accepted.get();
    }

    /** Starts or stops dropping all data. */
    public void silence(boolean wanted) {
        silent = wanted;
    }

    /** Ends every connection and refuses new ones. */
    public void cut() {
        cut = true;
        open.forEach(TcpRelay::closeQuietly);
        open.clear();
    }

    /** Takes connections again after {@link #cut}. */
    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        closeQuietly(server);
        cut();
    }

    private void acceptUntilClosed() {
        try {
            while (true) {
                var client = server.accept();
                accepted.incrementAndGet();
                if (cut) {
                    closeQuietly(client);
                } else {
                    relay(client, new Socket(host, target));
                }
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
                /* Either side may end a connection at any time. Both connections are closed now. */
            }
        });
    }

    private static void closeQuietly(Closeable each) {
        try {
            each.close();
        } catch (IOException alreadyGone) {
            /* It is closed, as intended. */
        }
    }
}
