package io.showgate.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports on loopback. They are below the range that Linux uses for outgoing connections. So while a server is down,
 * no outgoing connection takes its port or connects to itself there, and the server can start on it again. Two JVMs
 * that run tests at the same time use one half of the ports each.
 */
public final class FreePorts {

    private static final int COUNT = 4_000;
    private static final int FIRST = 12_000 + COUNT * (Integer.getInteger("test.fork", 1) % 2);
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    /** A port that is free now, never the same twice. If another program takes it first, binding to it fails. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port is free from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    /** True if no program listens on this port. */
    static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
