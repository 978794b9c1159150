package io.showgate.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets virtual threads into the Redis client one at a time, because Redisson 4.7 can hang otherwise. A thread that
 * releases a connection looks for a waiting thread. It spins while a thread has announced itself but is not in the
 * queue yet ({@code AsyncSemaphore.tryRun}). Between platform threads this is short. But a virtual thread may be
 * unmounted at that point, and gets no carrier thread while all of them spin. With one core there is one carrier
 * thread, so the instance would hang for ever. Thread-safe.
 */
public final class RedisAccess {

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
    private static final ExecutorService PLATFORM = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("redis-", 0).daemon().factory());

    private RedisAccess() {}

    /** Sends something with the client, without waiting for the answer. */
    static <T> T send(Supplier<T> sending) {
        if (!Thread.currentThread().isVirtual()) {
            return sending.get();
        }
        ONE_AT_A_TIME.lock();
        try {
            return sending.get();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Calls the client and waits for the answer. For rare calls only, since each takes a platform thread. */
    public static <T> T ask(Supplier<T> asking) {
        if (!Thread.currentThread().isVirtual()) {
            return asking.get();
        }
        try {
            return CompletableFuture.supplyAsync(asking, PLATFORM).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException failure ? failure : failed;
        }
    }
}
