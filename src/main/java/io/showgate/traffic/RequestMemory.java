package io.showgate.traffic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests of all kinds together there is memory for. One in progress holds some 70 kB, most of it buffers of
 * Tomcat, for as long as it waits for anything: a few thousand more than there is memory for end in an instance that
 * does nothing any more but collect garbage. Thread-safe.
 */
final class RequestMemory {

    /** What one in progress takes, in bytes, as seen in a heap of 5,000 of them. */
    private static final int BYTES_EACH = 72 << 10;

    /** What they may take of the heap; connections, queues and pages need the rest. */
    private static final double SHARE = 0.3;

    private final AtomicInteger inProgress = new AtomicInteger();
    private final int most;

    private RequestMemory(int most) {
        this.most = most;
    }

    /** For so many, or for as many as the heap has room for if that is 0. */
    static RequestMemory of(RequestProperties properties, MeterRegistry meters) {
        long heap = Runtime.getRuntime().maxMemory();
        var memory = new RequestMemory(properties.total() > 0 ? properties.total() : roomIn(heap));
        Gauge.builder("requests.most", () -> memory.most)
                .description("How many requests of all kinds there is memory for")
                .register(meters);
        return memory;
    }

    /** How many a heap of so many bytes has room for. */
    static int roomIn(long heap) {
        return Math.clamp((long) (SHARE * heap) / BYTES_EACH, 1, Integer.MAX_VALUE);
    }

    /** The most requests of all kinds in progress at once. */
    int total() {
        return most;
    }

    /** Takes room for one more, unless there are so many already; {@link #leave} follows if this is true. */
    boolean enter(int atMost) {
        if (inProgress.incrementAndGet() <= atMost) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        inProgress.decrementAndGet();
    }
}
