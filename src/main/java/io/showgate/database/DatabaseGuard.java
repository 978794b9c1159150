package io.showgate.database;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * What others may know of the database's protection: whether it is refused to them now, and how to say that nobody
 * waits for what they do. Every connection is guarded without their doing ({@code docs/protection.md}). Thread-safe.
 */
public final class DatabaseGuard {

    private static final int IN_TIME_MILLIS = 1_500;

    private final CircuitBreaker breaker;

    DatabaseGuard(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /**
     * True from when too much of what the database was asked failed or was slow, until a few probes have succeeded;
     * meanwhile nearly everything that needs it is refused at once.
     */
    public boolean isOpen() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN, HALF_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }

    /**
     * Runs work that somebody waits for, in another thread, and waits no longer than {@value #IN_TIME_MILLIS} ms for
     * it. Needed where several things are asked one after the other, and because closing a connection that hangs takes
     * the JDK as long again if it is encrypted. What is not done in time may still be done afterwards.
     *
     * @throws QueryTimeoutException if it was not done in time
     */
    public static <T> T inTime(Supplier<T> work) {
        var result = new FutureTask<>(work::get);
        Thread.ofVirtual().name("database-request").start(result);
        try {
            return result.get(IN_TIME_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (TimeoutException slow) {
            throw new QueryTimeoutException("The database took too long", slow);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("Interrupted", stopping);
        }
    }

    /** Runs work that no request waits for. The mark holds for the calling thread, not for threads that it starts. */
    public static void inBackground(Runnable work) {
        DatabaseWork.BACKGROUND.mark().run(work);
    }

    /** The same for work that has a result. */
    public static <T extends @Nullable Object> T inBackground(Supplier<T> work) {
        return DatabaseWork.BACKGROUND.mark().call(work::get);
    }
}
