package io.showgate.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets virtual threads into the Redis client one at a time. Who gives a connection back there looks for somebody who
 * waits for it, and looks again and again while somebody has announced themselves who is not in the queue yet
 * ({@code AsyncSemaphore.tryRun} of Redisson 4.7). That is short between platform threads. But a virtual thread that is
 * not in the queue yet may have been unmounted there, and gets no carrier any more once every carrier looks for it:
 * with one core that is one thread, and the instance stands still for ever. Thread-safe.
 */
public final class RedisAccess {

    private static final ReentrantLock TURN = new ReentrantLock();
    private static final ExecutorService PLATFORM = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("redis-", 0).daemon().factory());

    private RedisAccess() {}

    /** Hands something to the client that is not waited for: sending, but not its answer. */
    static <T> T send(Supplier<T> sending) {
        if (!Thread.currentThread().isVirtual()) {
            return sending.get();
        }
        TURN.lock();
        try {
            return sending.get();
        } finally {
            TURN.unlock();
        }
    }

    /** Does something with the client and waits for the answer; for what is seldom needed, since it takes a thread. */
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
