package io.showgate.coupon;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Tells holders of receipts what became of their claims, at once or when it is settled. Those who wait are woken by
 * this instance's own recording, and asked for together a few times a second for what other instances record.
 * Thread-safe.
 */
@Component
class ReceiptDesk {

    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final ClaimState PROCESSING = new ClaimState.Processing();

    private final ClaimLookups lookups;
    private final ReceiptWaiters waiters;
    private volatile CompletableFuture<?> sweep = CompletableFuture.completedFuture(null);

    ReceiptDesk(ClaimLookups lookups, ReceiptWaiters waiters) {
        this.lookups = lookups;
        this.waiters = waiters;
    }

    /**
     * What became of a claim for which there is a receipt.
     *
     * @param longest how long to wait while it is being processed; zero to wait for nothing
     * @throws RuntimeException if the database or Redis does not answer
     */
    ClaimState state(ClaimKey key, Duration longest) {
        return longest.isZero() ? get(lookups.find(key), LONGEST_LOOKUP) : await(key, longest);
    }

    /** Waits before looking, so that what is settled in between is not missed. */
    private ClaimState await(ClaimKey key, Duration longest) {
        var settled = waiters.enter(key).copy();
        try {
            var seen = lookups.find(key);
            var _ = seen.whenComplete((state, failure) -> {
                if (failure != null) {
                    settled.completeExceptionally(failure);
                } else if (ClaimLookups.isSettled(state)) {
                    settled.complete(state);
                }
            });
            return get(settled.completeOnTimeout(PROCESSING, longest.toMillis(), TimeUnit.MILLISECONDS), seen);
        } finally {
            waiters.leave(key);
        }
    }

    /** Nothing was settled in time: then it is being processed, if that much was found out. */
    private static ClaimState get(CompletableFuture<ClaimState> settled, CompletableFuture<ClaimState> seen) {
        var state = get(settled, LONGEST_WAIT);
        return ClaimLookups.isSettled(state) ? state : get(seen, Duration.ZERO);
    }

    private static ClaimState get(CompletableFuture<ClaimState> state, Duration longest) {
        try {
            return state.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw new QueryTimeoutException("the claim was not found in time", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted", stopped);
        }
    }

    /** Asks for those who wait, unless the last time is still under way. */
    void sweep() {
        if (sweep.isDone()) {
            sweep = CompletableFuture.allOf(
                    waiters.awaited().stream().map(this::lookAgain).toArray(CompletableFuture[]::new));
        }
    }

    private CompletableFuture<?> lookAgain(ClaimKey key) {
        return lookups.find(key).thenAccept(state -> {
            if (ClaimLookups.isSettled(state)) {
                waiters.settled(key, state);
            }
        });
    }
}
