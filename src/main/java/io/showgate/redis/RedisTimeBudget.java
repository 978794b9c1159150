package io.showgate.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import org.redisson.api.RFuture;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

/**
 * How long a request may still wait for Redis, whatever it asks there and however often. The client bounds each command
 * by itself, once for a connection and once for the answer, which together is what a request has; several commands in a
 * row, or a lock behind somebody who waits, would come to more. What is not done for a request (ticks, recording,
 * recovery) has no such bound. Confined to the thread of the request.
 */
public final class RedisTimeBudget {

    private static final ScopedValue<RedisTimeBudget> CURRENT = ScopedValue.newInstance();

    private final long totalNanos;
    private long leftNanos;

    private RedisTimeBudget(Duration total) {
        totalNanos = total.toNanos();
        leftNanos = totalNanos;
    }

    /** Does some work whose waits for Redis come to no more than this in total. */
    static <T, X extends Throwable> T within(Duration total, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, new RedisTimeBudget(total)).call(work);
    }

    /**
     * The answer of Redis.
     *
     * @throws RedisException if there is none in time, or Redis refuses
     */
    static <T> T await(RFuture<T> answer) {
        try {
            return CURRENT.isBound()
                    ? CURRENT.get().awaitBounded(answer)
                    : answer.toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure
                    ? failure
                    : new RedisException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted", stopped);
        }
    }

    private <T> T awaitBounded(RFuture<T> answer) throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        try {
            // The first one is bounded by the client alone: waiting with a bound costs a timer, and a quarter of the
            // joins.
            return leftNanos == totalNanos
                    ? answer.toCompletableFuture().get()
                    : answer.toCompletableFuture().get(leftNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(false);
            throw new RedisTimeoutException("This request has waited for Redis long enough");
        } finally {
            leftNanos -= System.nanoTime() - start;
        }
    }

    /**
     * Takes a lock that somebody may hold who waits for Redis.
     *
     * @throws RedisException if it is not to be had in time
     */
    public static void lock(Lock lock) {
        if (CURRENT.isBound()) {
            CURRENT.get().lockBounded(lock);
        } else {
            lock.lock();
        }
    }

    private void lockBounded(Lock lock) {
        long start = System.nanoTime();
        try {
            if (!lock.tryLock(leftNanos, TimeUnit.NANOSECONDS)) {
                throw new RedisTimeoutException("This request has waited for Redis long enough");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted", stopped);
        } finally {
            leftNanos -= System.nanoTime() - start;
        }
    }
}
