package io.showgate.database;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * The public face of the database's protection. Callers ask here whether the database is refused now and how much of it
 * is in use, and mark work that no client waits for. Every connection is guarded without any call
 * ({@code docs/protection.md}). Thread-safe.
 */
public final class DatabaseGuard {

    private static final int IN_TIME_MILLIS = 1_500;

    private final CircuitBreaker breaker;
    private final Function<DatabaseWork, Bulkhead> bulkheads;
    private final PoolUsage pool;

    DatabaseGuard(CircuitBreaker breaker, Function<DatabaseWork, Bulkhead> bulkheads, PoolUsage pool) {
        this.breaker = breaker;
        this.bulkheads = bulkheads;
        this.pool = pool;
    }

    /** How much of the database this instance uses now, apart from the work that anyone can cause. */
    public DatabaseUsage usage() {
        int apart = 0;
        int apartInUse = 0;
        for (var work : DatabaseWork.values()) {
            if (work.isPublic()) {
                apart += connections(work);
                apartInUse += inUse(work);
            }
        }
        double requests = (double) inUse(DatabaseWork.REQUESTS) / connections(DatabaseWork.REQUESTS);
        return new DatabaseUsage(Math.max(pool.usage(apart, apartInUse), requests), pool.waiting(), isOpen());
    }

    /** The connections for this type of work. */
    public int connections(DatabaseWork work) {
        return bulkheads.apply(work).getMetrics().getMaxAllowedConcurrentCalls();
    }

    private int inUse(DatabaseWork work) {
        return connections(work) - bulkheads.apply(work).getMetrics().getAvailableConcurrentCalls();
    }

    /**
     * True from when too many calls failed or were slow, until a few probes have succeeded. Meanwhile nearly all work
     * that needs the database is refused at once.
     */
    public boolean isOpen() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN, HALF_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }

    /**
     * Runs work that a client waits for, in another thread, and waits at most {@value #IN_TIME_MILLIS} ms for it. Use
     * it for several statements in a row. It also limits the wait on an encrypted connection that hangs, which the JDK
     * needs the same time again to close. Late work may still complete afterwards.
     *
     * @throws QueryTimeoutException if the work is late
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

    /** Runs work of this type. The mark holds for the calling thread, not for threads that it starts. */
    public static <T extends @Nullable Object, X extends Throwable> T as(
            DatabaseWork type, ScopedValue.CallableOp<T, X> work) throws X {
        return type.mark().call(work);
    }

    /** Runs work that no client waits for. The mark holds for the calling thread, not for threads that it starts. */
    public static void inBackground(Runnable work) {
        DatabaseWork.BACKGROUND.mark().run(work);
    }

    /** Runs work that no client waits for and returns its result. */
    public static <T extends @Nullable Object> T inBackground(Supplier<T> work) {
        return DatabaseWork.BACKGROUND.mark().call(work::get);
    }
}
