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
 * The limit on requests of one kind. It is a plain semaphore, because every request pays for it: a bulkhead with events
 * takes twice the time. Thread-safe.
 */
final class RequestLimit {

    private static final Problem OVERLOADED =
            Problem.of(TrafficProblems.OVERLOADED, "You keep what you have; come back after the time in Retry-After.");
    private static final long SOONEST_MILLIS = 2_000;
    private static final long LATEST_MILLIS = 10_000;

    private final RequestMemory memory;
    private final boolean sharesMemory;
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
        sharesMemory = kind.sharesMemory();
        mostOfAll = kind.memoryLimit(memory.total());
        int most = kind.limit(properties);
        free = new Semaphore(most);
        this.delay = delay;
        longestDelayNanos = kind.longestDelayNanos(properties);
        var name = kind.name().toLowerCase(Locale.ROOT);
        shed = Counter.builder("requests.shed")
                .description("Requests refused because the instance has too much to do")
                .tag("kind", name)
                .register(meters);
        Gauge.builder("requests.in.progress", free, f -> most - f.availablePermits())
                .description("Requests in progress, including those that wait for something")
                .tag("kind", name)
                .register(meters);
    }

    /** Returns true when the request may go on. Call {@link #leave} after true. */
    boolean enter() {
        if (delay.nanos() > longestDelayNanos || !free.tryAcquire()) {
            return false;
        }
        if (!sharesMemory || memory.enter(mostOfAll)) {
            return true;
        }
        free.release();
        return false;
    }

    void leave() {
        if (sharesMemory) {
            memory.leave();
        }
        free.release();
    }

    /** The refusal, with a random time to come back, so that refused clients do not come together. */
    Problem refusal() {
        shed.increment();
        return OVERLOADED.retryAfter(
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(SOONEST_MILLIS, LATEST_MILLIS)));
    }
}
