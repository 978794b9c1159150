package io.showgate.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Shares one call between threads that ask the same question at the same time. Keeps nothing after the answer.
 * Thread-safe.
 *
 * <p>An asynchronous Caffeine cache is no replacement. It makes the call on another thread, where the time budget of
 * the request does not apply, or on the calling thread under the lock of its table. It also logs a warning for every
 * failed call, which would fill the log while Redis is away.
 *
 * @param <K> the question
 * @param <V> the answer
 */
final class SharedCalls<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    /**
     * The answer to this question, from a call that is already under way if there is one. A failure reaches all threads
     * that share the call.
     */
    V answer(K question, Supplier<V> call) {
        var mine = new CompletableFuture<V>();
        var theirs = underWay.putIfAbsent(question, mine);
        return theirs == null ? lead(question, call, mine) : await(theirs);
    }

    private V lead(K question, Supplier<V> call, CompletableFuture<V> mine) {
        try {
            V answer = call.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(question, mine);
        }
    }

    private static <V> V await(CompletableFuture<V> theirs) {
        try {
            return theirs.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
