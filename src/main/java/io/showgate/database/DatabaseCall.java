package io.showgate.database;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The use of one connection, from when it was asked for until it is given back. It ends once, with {@link #finished} or
 * {@link #failed}, which gives its place in the lane back and tells the breaker how it went. Used by one thread.
 */
final class DatabaseCall {

    private final DatabaseLane lane;
    private final CircuitBreaker breaker;
    private final long start;

    /** Permission of breaker and lane has been given. */
    DatabaseCall(DatabaseLane lane, CircuitBreaker breaker, long startNanos) {
        this.lane = lane;
        this.breaker = breaker;
        this.start = startNanos;
    }

    /** How long the next answer may take, 1 ms at least. */
    int millisForAnswer() {
        long left = Math.min(lane.answer().toNanos(), lane.hold().toNanos() - held());
        return Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** The database answered, even if it refused what it was asked for what it contained. */
    void finished() {
        lane.bulkhead().onComplete();
        breaker.onSuccess(told(held()), TimeUnit.NANOSECONDS);
    }

    /** The database did not answer, or the connection to it broke. */
    void failed(Throwable failure) {
        lane.bulkhead().onComplete();
        breaker.onError(held(), TimeUnit.NANOSECONDS, failure);
    }

    /** The breaker has one notion of slow for all lanes; what is not slow in this one is not told to be. */
    private long told(long held) {
        Duration slowForAll = breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold();
        return held > lane.slow().toNanos() ? held : Math.min(held, slowForAll.toNanos());
    }

    private long held() {
        return System.nanoTime() - start;
    }
}
