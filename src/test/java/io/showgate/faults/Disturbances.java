package io.showgate.faults;

import io.showgate.support.Line;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When which instance was killed or stopped: whoever asked it then was not answered, and that is nobody's fault. What
 * happens to Redis and to the database excuses nothing. Thread-safe.
 */
final class Disturbances implements Line.Excuses {

    /** For connections to it that were open, and for what piled up while it was stopped. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    void begin(int port) {
        ends.put(port, Long.MAX_VALUE);
    }

    void end(int port) {
        ends.put(port, System.nanoTime() + AFTERMATH.toNanos());
    }

    @Override
    public boolean has(int port, long sinceNanos) {
        return ends.getOrDefault(port, Long.MIN_VALUE) > sinceNanos;
    }
}
