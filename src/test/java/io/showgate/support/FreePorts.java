package io.showgate.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on loopback that nobody listens on at the moment. They lie below those that Linux takes for outgoing
 * connections: while a server is down, no connection of anybody's takes its port, nor does one that tries to reach it
 * connect to itself, so that it can be started there again. Each of two JVMs that run tests side by side takes its own
 * half of them.
 */
public final class FreePorts {

    private static final int COUNT = 4_000;
    private static final int FIRST = 12_000 + COUNT * (Integer.getInteger("test.fork", 1) % 2);
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    /** A port that was free when asked, and never the same twice; who loses the race for it fails to bind. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port is free from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    /** Whether nobody listens there. */
    static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
