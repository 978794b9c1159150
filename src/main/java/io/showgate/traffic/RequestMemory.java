package io.showgate.traffic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the requests of all kinds together by the memory that they need. A request in progress holds some 70 kB, most
 * of it buffers of Tomcat, for as long as it waits. With a few thousand requests too many, an instance only collects
 * garbage. Thread-safe.
 */
final class RequestMemory {

    /** The bytes of one request in progress, as measured in a heap with 5,000 of them. */
    private static final int BYTES_EACH = 72 << 10;

    /** The part of the heap for requests. Connections, queues and pages need the rest. */
    private static final double SHARE = 0.3;

    private final AtomicInteger inProgress = new AtomicInteger();
    private final int most;

    private RequestMemory(int most) {
        this.most = most;
    }

    /** A limit of that many requests, or of as many as the heap has room for if the setting is 0. */
    static RequestMemory of(RequestProperties properties, MeterRegistry meters) {
        long heap = Runtime.getRuntime().maxMemory();
        var memory = new RequestMemory(properties.total() > 0 ? properties.total() : roomIn(heap));
        Gauge.builder("requests.most", () -> memory.most)
                .description("The most requests of all kinds for which there is memory")
                .register(meters);
        return memory;
    }

    /** The number of requests for which a heap of this size, in bytes, has room. */
    static int roomIn(long heap) {
        return Math.clamp((long) (SHARE * heap) / BYTES_EACH, 1, Integer.MAX_VALUE);
    }

    /** The most requests of all kinds in progress at once. */
    int total() {
        return most;
    }

    /** Counts one more request and returns true, unless there are so many already. Call {@link #leave} after true. */
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
