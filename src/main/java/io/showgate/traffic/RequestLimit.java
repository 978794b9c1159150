package io.showgate.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.web.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The bound on one kind of requests. A plain semaphore: every request pays for it, and it takes half the time of a
 * bulkhead with events that nobody hears. Thread-safe.
 */
final class RequestLimit {

    private static final Problem OVERLOADED =
            Problem.of(TrafficProblems.OVERLOADED, "You keep what you have; come back after the time in Retry-After.");
    private static final long SOONEST_MILLIS = 2_000;
    private static final long LATEST_MILLIS = 10_000;

    private final RequestMemory memory;
    private final int mostOfAll;
    private final Semaphore free;
    private final DispatchDelay delay;
    private final long longestDelayNanos;
    private final Counter shed;

    RequestLimit(
            RequestKind kind,
            RequestProperties properties,
            RequestMemory memory,
            DispatchDelay delay,
            MeterRegistry meters) {
        this.memory = memory;
        mostOfAll = kind.memoryLimit(memory.total());
        int most = kind.limit(properties);
        free = new Semaphore(most);
        this.delay = delay;
        longestDelayNanos = kind.longestDelayNanos(properties);
        var name = kind.name().toLowerCase(Locale.ROOT);
        shed = Counter.builder("requests.shed")
                .description("Requests refused because there was more to do than can be done")
                .tag("kind", name)
                .register(meters);
        Gauge.builder("requests.in.progress", free, f -> most - f.availablePermits())
                .description("Requests that are worked on, or wait for what they need")
                .tag("kind", name)
                .register(meters);
    }

    /** True if the request may go on; {@link #leave} follows then. */
    boolean enter() {
        if (delay.nanos() > longestDelayNanos || !free.tryAcquire()) {
            return false;
        }
        if (memory.enter(mostOfAll)) {
            return true;
        }
        free.release();
        return false;
    }

    void leave() {
        memory.leave();
        free.release();
    }

    /**
     * Why it may not, with a time to come back that differs from one to the next, so that they do not come together.
     */
    Problem refusal() {
        shed.increment();
        return OVERLOADED.retryAfter(
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(SOONEST_MILLIS, LATEST_MILLIS)));
    }
}
