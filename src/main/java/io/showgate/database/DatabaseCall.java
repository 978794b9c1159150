package io.showgate.database;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The use of one connection, from when it was asked for until it is given back. It ends once, with {@link #finished} or
 * {@link #failed}, which gives its place in the limits back and tells the breaker how it went. Used by one thread.
 */
final class DatabaseCall {

    private final DatabaseLimits limits;
    private final CircuitBreaker breaker;
    private final long start;

    /** Permission of breaker and limits has been given. */
    DatabaseCall(DatabaseLimits limits, CircuitBreaker breaker, long startNanos) {
        this.limits = limits;
        this.breaker = breaker;
        this.start = startNanos;
    }

    /** How long the next answer may take, 1 ms at least. */
    int millisForAnswer() {
        long left = Math.min(limits.answer().toNanos(), limits.hold().toNanos() - held());
        return Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** The database answered, even if it refused what it was asked for what it contained. */
    void finished() {
        limits.bulkhead().onComplete();
        breaker.onSuccess(told(held()), TimeUnit.NANOSECONDS);
    }

    /** The database did not answer, or the connection to it broke. */
    void failed(Throwable failure) {
        limits.bulkhead().onComplete();
        breaker.onError(held(), TimeUnit.NANOSECONDS, failure);
    }

    /** The breaker has one notion of slow for all bulkheads; what is not slow in this one is not told to be. */
    private long told(long held) {
        Duration slowForAll = breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold();
        return held > limits.slow().toNanos() ? held : Math.min(held, slowForAll.toNanos());
    }

    private long held() {
        return System.nanoTime() - start;
    }
}
