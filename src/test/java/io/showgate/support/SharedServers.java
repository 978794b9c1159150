package io.showgate.support;

/** Says without starting them that the servers of {@link TestServers} were started. */
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
