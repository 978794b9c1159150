package io.showgate.faults;

import io.showgate.support.Line;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each instance was killed or paused. A request that it did not answer at that time is not an error. During an
 * outage of Redis or of the database, a missing answer is an error. Thread-safe.
 */
final class InstanceDowntimes implements Line.Downtimes {

    /** Time for connections that were open to break, and for requests that piled up during a pause. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    void begin(int port) {
        ends.put(port, Long.MAX_VALUE);
    }

    void end(int port) {
        ends.put(port, System.nanoTime() + AFTERMATH.toNanos());
    }

    @Override
    public boolean wasDown(int port, long sinceNanos) {
        return ends.getOrDefault(port, Long.MIN_VALUE) > sinceNanos;
    }
}
