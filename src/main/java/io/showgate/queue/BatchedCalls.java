package io.showgate.queue;

import io.showgate.redis.RedisTimeBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets threads that ask about different keys at the same time share one call (docs/adr/0024). One call is in progress
 * at a time. The threads that come meanwhile form the next batch, and the first of them makes its call. So a call
 * begins after each of its keys was asked for, and no thread waits longer than the time budget of the first one in its
 * batch. Thread-safe.
 *
 * @param <K> the key
 * @param <V> the answer
 */
final class BatchedCalls<K, V> {

    /** The answer, or empty for the thread that makes the next call. */
    private record Ask<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    private final int largest;
    private final Function<List<K>, List<V>> call;
    private final ReentrantLock turn = new ReentrantLock();
    private final ArrayDeque<Ask<K, V>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * No call is in progress yet.
     *
     * @param largest how many keys a call takes at most
     * @param call answers these keys in their order
     */
    BatchedCalls(int largest, Function<List<K>, List<V>> call) {
        this.largest = largest;
        this.call = call;
    }

    /** The answer for this key. A failure reaches all threads that share the call. */
    V answer(K key) {
        var own = new Ask<K, V>(key, new CompletableFuture<>());
        if (begins(own)) {
            return lead(own);
        }
        return RedisTimeBudget.sharing(() -> SharedCalls.await(own.answer())).orElseGet(() -> lead(own));
    }

    private boolean begins(Ask<K, V> own) {
        return locked(() -> {
            if (busy) {
                waiting.add(own);
                return false;
            }
            busy = true;
            return true;
        });
    }

    private V lead(Ask<K, V> own) {
        var batch = new ArrayList<Ask<K, V>>();
        batch.add(own);
        List<V> answers;
        try {
            addWaiting(batch);
            answers = call.apply(batch.stream().map(Ask::key).toList());
            if (answers.size() != batch.size()) {
                throw new IllegalStateException("A call answered " + answers.size() + " of " + batch.size() + " keys");
            }
        } catch (RuntimeException | Error failure) {
            batch.forEach(ask -> ask.answer().completeExceptionally(failure));
            throw failure;
        } finally {
            passOn();
        }
        for (int i = 1; i < batch.size(); i++) {
            batch.get(i).answer().complete(Optional.of(answers.get(i)));
        }
        return answers.getFirst();
    }

    private void addWaiting(List<Ask<K, V>> batch) {
        locked(() -> {
            while (batch.size() < largest && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return batch;
        });
    }

    /** Lets the first thread that waits make the next call. */
    private void passOn() {
        locked(this::nextLeader).ifPresent(next -> next.answer().complete(Optional.empty()));
    }

    private Optional<Ask<K, V>> nextLeader() {
        var next = Optional.ofNullable(waiting.poll());
        busy = next.isPresent();
        return next;
    }

    private <T> T locked(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
