package io.showgate.claim;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The requests that wait for a claim to be recorded. Each waits on its own virtual thread, which costs no platform
 * thread and no connection to Redis or the database. The recording of this instance wakes them. They are released
 * before the web server drains, so that a shutdown does not wait for them. Thread-safe.
 */
@Component
class ReceiptWaiters implements SmartLifecycle {

    /** The requests for one receipt, which share one result. */
    private static final class Wait {
        private final CompletableFuture<ClaimState> settled = new CompletableFuture<>();
        private int people;
    }

    private final Map<ClaimKey, Wait> waits = new ConcurrentHashMap<>();
    private final AtomicInteger people = new AtomicInteger();
    private volatile boolean running;

    ReceiptWaiters(MeterRegistry registry) {
        Gauge.builder("coupon.waiting.receipts", this, ReceiptWaiters::count)
                .description("Requests that wait for a claim to be recorded")
                .register(registry);
    }

    /** Begins to wait. The result is complete as soon as the claim is settled, or once no request may wait any more. */
    CompletableFuture<ClaimState> enter(ClaimKey claim) {
        people.incrementAndGet();
        var entered = waits.compute(claim, (_, known) -> {
            var wait = known == null ? new Wait() : known;
            wait.people++;
            return wait;
        });
        return running ? entered.settled : CompletableFuture.completedFuture(new ClaimState.Processing());
    }

    /** Ends one call of {@link #enter}. */
    void leave(ClaimKey claim) {
        people.decrementAndGet();
        waits.computeIfPresent(claim, (_, wait) -> --wait.people == 0 ? null : wait);
    }

    /** Wakes the requests that wait for this claim. */
    void settled(ClaimKey claim, ClaimState state) {
        var wait = waits.get(claim);
        if (wait != null) {
            wait.settled.complete(state);
        }
    }

    /** The claims that requests wait for. */
    Collection<ClaimKey> awaited() {
        return waits.keySet();
    }

    /** The number of waiting requests. */
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

    /** Stops before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
