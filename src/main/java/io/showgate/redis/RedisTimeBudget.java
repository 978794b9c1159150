package io.showgate.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.redisson.api.RFuture;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

/**
 * The time that one request may still wait for Redis, for all its commands together. The client alone limits only each
 * command: the wait for a connection and the wait for the answer. Their sum is the whole budget. Several commands in a
 * row, or a lock that another waiting request holds, would exceed it. Work without a request (ticks, recording,
 * recovery) has no budget. Confined to the thread of the request.
 */
public final class RedisTimeBudget {

    private static final ScopedValue<RedisTimeBudget> CURRENT = ScopedValue.newInstance();

    private final long totalNanos;
    private long leftNanos;

    private RedisTimeBudget(Duration total) {
        totalNanos = total.toNanos();
        leftNanos = totalNanos;
    }

    /** Runs this work with a budget: its waits for Redis together take no longer than the given time. */
    static <T, X extends Throwable> T within(Duration total, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, new RedisTimeBudget(total)).call(work);
    }

    /**
     * Waits for the answer of Redis.
     *
     * @throws RedisException if the answer is late, or Redis refuses
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
            throw new RedisException("Interrupted while waiting for Redis", stopped);
        }
    }

    /**
     * Waits for the answer within the budget. The client limits the first command by itself, so that wait needs no
     * timer, which would cost a quarter of the throughput of joins.
     */
    private <T> T awaitBounded(RFuture<T> answer) throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        try {
            return leftNanos == totalNanos
                    ? answer.toCompletableFuture().get()
                    : answer.toCompletableFuture().get(leftNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(false);
            throw new RedisTimeoutException("The request has used up its time budget for Redis");
        } finally {
            leftNanos -= System.nanoTime() - start;
        }
    }

    /**
     * Waits for a call of Redis that another request makes. That request limits the call by its own budget, so the wait
     * needs no timer. But it counts.
     */
    public static <T> T sharing(Supplier<T> wait) {
        return CURRENT.isBound() ? CURRENT.get().counted(wait) : wait.get();
    }

    private <T> T counted(Supplier<T> wait) {
        long start = System.nanoTime();
        try {
            return wait.get();
        } finally {
            leftNanos -= System.nanoTime() - start;
        }
    }

    /**
     * Takes a lock whose holder may wait for Redis.
     *
     * @throws RedisException if the budget ends first
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
                throw new RedisTimeoutException("The request has used up its time budget for Redis");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RedisException("Interrupted while waiting for Redis", stopped);
        } finally {
            leftNanos -= System.nanoTime() - start;
        }
    }
}
