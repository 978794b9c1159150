package io.showgate.coupon;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Those who wait for their claim to be recorded. Each waits on a virtual thread of their own, which costs no platform
 * thread and neither Redis nor the database; whoever settles a claim here wakes them. They are released before the web
 * server drains, so that a shutdown waits for nobody. Thread-safe.
 */
@Component
class ReceiptWaiters implements SmartLifecycle {

    /** What several requests for one receipt wait for together. */
    private static final class Wait {
        private final CompletableFuture<ClaimState> settled = new CompletableFuture<>();
        private int people;
    }

    private final Map<ClaimKey, Wait> waits = new ConcurrentHashMap<>();
    private final AtomicInteger people = new AtomicInteger();
    private volatile boolean running;

    /** From now until {@link #leave} this is complete as soon as the claim is settled, or nobody may wait any more. */
    CompletableFuture<ClaimState> enter(ClaimKey key) {
        people.incrementAndGet();
        var entered = waits.compute(key, (_, known) -> {
            var wait = known == null ? new Wait() : known;
            wait.people++;
            return wait;
        });
        return running ? entered.settled : CompletableFuture.completedFuture(new ClaimState.Processing());
    }

    /** To be called once for each call of {@link #enter}. */
    void leave(ClaimKey key) {
        people.decrementAndGet();
        waits.computeIfPresent(key, (_, wait) -> --wait.people == 0 ? null : wait);
    }

    /** Wakes those who wait for this claim. */
    void settled(ClaimKey key, ClaimState state) {
        var wait = waits.get(key);
        if (wait != null) {
            wait.settled.complete(state);
        }
    }

    /** Which claims are waited for. */
    Collection<ClaimKey> awaited() {
        return waits.keySet();
    }

    /** How many requests wait. */
    int count() {
        return people.get();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        waits.values().forEach(wait -> wait.settled.complete(new ClaimState.Processing()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
