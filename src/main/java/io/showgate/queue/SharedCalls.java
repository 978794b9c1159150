package io.showgate.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets threads that ask for the same key at the same time share one call. The first thread makes the call, and the
 * others wait for its answer. Nothing is kept after the answer (docs/adr/0022). Thread-safe.
 *
 * @param <K> the key
 * @param <V> the answer
 */
final class SharedCalls<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> inProgress = new ConcurrentHashMap<>();

    /**
     * The answer for this key, from the call in progress if there is one, else from this call. A failure reaches all
     * threads that share the call.
     */
    V answer(K key, Supplier<V> call) {
        var own = new CompletableFuture<V>();
        var shared = inProgress.putIfAbsent(key, own);
        return shared == null ? lead(key, call, own) : await(shared);
    }

    private V lead(K key, Supplier<V> call, CompletableFuture<V> own) {
        try {
            V answer = call.get();
            own.complete(answer);
            return answer;
        } catch (RuntimeException | Error failure) {
            own.completeExceptionally(failure);
            throw failure;
        } finally {
            inProgress.remove(key, own);
        }
    }

    /** The answer of a call that another thread makes, or its failure as it was thrown. */
    static <V> V await(CompletableFuture<V> shared) {
        try {
            return shared.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
