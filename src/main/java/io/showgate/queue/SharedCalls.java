package io.showgate.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets those who ask the same question at the same time share one call. Nothing is kept once it is answered.
 * Thread-safe.
 *
 * @param <K> what identifies a question
 * @param <V> the answer
 */
final class SharedCalls<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    /**
     * The answer to this question, from a call already under way if there is one; a failure reaches everybody who
     * shares it.
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
