package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.claim.ClaimRepository.StoredClaim;
import io.showgate.database.DatabaseGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Looks claims up in one place, one batch at a time. Lookups that arrive meanwhile form the next batch, of up to
 * {@value #LARGEST} lookups, which are answered campaign by campaign. A subclass asks the place. Thread-safe.
 */
abstract class LookupBatches {

    private static final int LARGEST = 1_000;

    /** A request for the state of a claim. */
    record Lookup(ClaimKey claim, CompletableFuture<ClaimState> state) {}

    private final Queue<Lookup> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final String name;

    /**
     * An empty queue of lookups.
     *
     * @param name of the thread that works on a batch
     */
    LookupBatches(String name) {
        this.name = name;
    }

    /**
     * Completes these lookups of one campaign or passes them on. If it throws, the lookups that are still open fail
     * with the exception.
     */
    abstract void answer(CampaignIdentity campaign, List<Lookup> lookups);

    /** Looks one claim up. The state fails with the exception of {@link #answer}. */
    final CompletableFuture<ClaimState> find(ClaimKey claim) {
        var state = new CompletableFuture<ClaimState>();
        add(List.of(new Lookup(claim, state)));
        return state;
    }

    final void add(Collection<Lookup> more) {
        waiting.addAll(more);
        startUnlessBusy();
    }

    private void startUnlessBusy() {
        if (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(() -> {
                try {
                    DatabaseGuard.inBackground(this::answerAll);
                } finally {
                    busy.set(false);
                    startUnlessBusy();
                }
            });
        }
    }

    private void answerAll() {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            var ofCampaign = new HashMap<CampaignIdentity, List<Lookup>>();
            batch.forEach(lookup -> ofCampaign
                    .computeIfAbsent(lookup.claim().campaign(), _ -> new ArrayList<>())
                    .add(lookup));
            ofCampaign.forEach(this::answerOrFail);
        }
    }

    private List<Lookup> next() {
        var batch = new ArrayList<Lookup>();
        for (var lookup = waiting.poll(); lookup != null; lookup = waiting.poll()) {
            batch.add(lookup);
            if (batch.size() == LARGEST) {
                break;
            }
        }
        return batch;
    }

    private void answerOrFail(CampaignIdentity campaign, List<Lookup> lookups) {
        try {
            answer(campaign, lookups);
        } catch (RuntimeException | Error failure) {
            lookups.forEach(lookup -> lookup.state().completeExceptionally(failure));
        }
    }

    /** The users of these lookups. */
    static Set<String> users(List<Lookup> lookups) {
        return lookups.stream().map(lookup -> lookup.claim().user()).collect(Collectors.toSet());
    }

    /** The states of these recorded claims, by user. */
    static Map<String, ClaimState> states(Map<String, StoredClaim> recorded) {
        var states = new HashMap<String, ClaimState>();
        recorded.forEach((user, row) -> states.put(
                user,
                row.givenBackBy() == null ? new ClaimState.Issued(row.code()) : new ClaimState.Failed(row.reason())));
        return states;
    }

    /** Completes the lookups of these users; the others stay open. */
    static void complete(List<Lookup> lookups, Map<String, ClaimState> states) {
        for (var lookup : lookups) {
            var state = states.get(lookup.claim().user());
            if (state != null) {
                lookup.state().complete(state);
            }
        }
    }
}
