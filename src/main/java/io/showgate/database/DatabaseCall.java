package io.showgate.database;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The use of one connection, from the request for it until it is given back. It ends once, with {@link #finished} or
 * {@link #failed}: both free its place in the bulkhead and report the result to the breaker. Used by one thread.
 */
final class DatabaseCall {

    private final DatabaseLimits limits;
    private final CircuitBreaker breaker;
    private final long start;

    /** Begins after breaker and bulkhead have given permission. */
    DatabaseCall(DatabaseLimits limits, CircuitBreaker breaker, long startNanos) {
        this.limits = limits;
        this.breaker = breaker;
        this.start = startNanos;
    }

    /** The time left for the next answer, in ms; at least 1. */
    int millisForAnswer() {
        long left = Math.min(limits.answer().toNanos(), limits.hold().toNanos() - held());
        return Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** The database answered. A statement that it refuses because of its content is an answer too. */
    void finished() {
        limits.bulkhead().onComplete();
        breaker.onSuccess(reported(held()), TimeUnit.NANOSECONDS);
    }

    /** The database did not answer, or the connection broke. */
    void failed(Throwable failure) {
        limits.bulkhead().onComplete();
        breaker.onError(held(), TimeUnit.NANOSECONDS, failure);
    }

    /**
     * The breaker has one threshold for slow calls. Cap the reported duration, so that calls within this limit never
     * count as slow.
     */
    private long reported(long held) {
        Duration threshold = breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold();
        return held > limits.slow().toNanos() ? held : Math.min(held, threshold.toNanos());
    }

    private long held() {
        return System.nanoTime() - start;
    }
}
