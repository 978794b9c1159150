package io.showgate.support;

/** Tells whether the servers of {@link TestServers} were started, without starting them. */
public final class SharedServers {

    private static volatile boolean started;

    private SharedServers() {}

    /** True once a test of this JVM has asked for them. */
    public static boolean areStarted() {
        return started;
    }

    static void markAsStarted() {
        started = true;
    }
}
