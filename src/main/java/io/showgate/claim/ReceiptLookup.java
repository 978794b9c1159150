package io.showgate.claim;

import io.showgate.campaign.CampaignRegistry;
import io.showgate.startup.BackgroundWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Tells holders of receipts the state of their claims, at once or when it is settled. Waiting holders are woken by the
 * recording of this instance. For claims that other instances record, all of them are looked up together a few times a
 * second. Thread-safe.
 */
@Component
class ReceiptLookup extends BackgroundWork {

    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final ClaimState PROCESSING = new ClaimState.Processing();

    private final ClaimLookups lookups;
    private final ReceiptWaiters waiters;
    private final Duration interval;
    private CompletableFuture<?> sweep = CompletableFuture.completedFuture(null);

    ReceiptLookup(ClaimLookups lookups, ReceiptWaiters waiters, CampaignRegistry campaigns) {
        super("receipt-lookup", 1, Duration.ZERO);
        this.lookups = lookups;
        this.waiters = waiters;
        interval = campaigns.pollInterval();
    }

    @Override
    protected void begin() {
        every(interval, this::lookUpAwaited);
    }

    /**
     * The state of a claim for which there is a receipt.
     *
     * @param longest how long to wait while the claim is being processed; zero to answer at once
     * @throws RuntimeException if the database or Redis does not answer
     */
    ClaimState state(ClaimKey claim, Duration longest) {
        return longest.isZero() ? get(lookups.find(claim), LONGEST_LOOKUP) : await(claim, longest);
    }

    /** Begins to wait before it looks the claim up, so that it misses no commit in between. */
    private ClaimState await(ClaimKey claim, Duration longest) {
        var settled = waiters.enter(claim).copy();
        try {
            var seen = lookups.find(claim);
            var _ = seen.whenComplete((state, failure) -> {
                if (failure != null) {
                    settled.completeExceptionally(failure);
                } else if (state.isSettled()) {
                    settled.complete(state);
                }
            });
            return get(settled.completeOnTimeout(PROCESSING, longest.toMillis(), TimeUnit.MILLISECONDS), seen);
        } finally {
            waiters.leave(claim);
        }
    }

    /** If the claim is not settled in time, returns what the lookup found: it is being processed, or unknown. */
    private static ClaimState get(CompletableFuture<ClaimState> settled, CompletableFuture<ClaimState> seen) {
        var state = get(settled, LONGEST_WAIT);
        return state.isSettled() ? state : get(seen, Duration.ZERO);
    }

    /** Waits for a lookup, and throws the exception that it failed with. */
    static ClaimState get(CompletableFuture<ClaimState> state, Duration longest) {
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

    /** Looks up all awaited claims, unless the previous lookup has not ended yet. */
    private void lookUpAwaited() {
        if (sweep.isDone()) {
            sweep = CompletableFuture.allOf(
                    waiters.awaited().stream().map(this::lookAgain).toArray(CompletableFuture[]::new));
        }
    }

    private CompletableFuture<?> lookAgain(ClaimKey claim) {
        return lookups.find(claim).thenAccept(state -> {
            if (state.isSettled()) {
                waiters.settled(claim, state);
            }
        });
    }
}
