package io.showgate.claim;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignLedger;
import io.showgate.claim.LookupBatches.Lookup;
import io.showgate.web.BusyException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes coupons back in the database. It looks first, without a lock and for many claims together, so that only an
 * issued coupon locks the campaign's row. An instance takes back {@value #AT_ONCE} coupons of holders at once, because
 * each may wait for that lock with a connection in its hands. The others wait for {@value #WAIT_MILLIS} ms at most. An
 * operator does not wait for holders. Thread-safe.
 */
@Component
class CouponReturns {

    /** The catalogue leaves as many of the connections for requests free. */
    private static final int AT_ONCE = 2;

    private static final int WAIT_MILLIS = 500;
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(1);

    /**
     * The claim in the database after the attempt.
     *
     * @param first true if this attempt gave the coupon back
     * @param reason the reason that the receipt shows, or null if the coupon is not given back, because it was never
     *     issued
     */
    record Returned(boolean first, @Nullable String reason) {}

    private final CampaignLedger ledger;
    private final ClaimRepository claims;
    private final Clock clock;
    private final Recorded recorded;
    private final Bulkhead turns;

    CouponReturns(CampaignLedger ledger, ClaimRepository claims, BulkheadRegistry bulkheads, Clock clock) {
        this.ledger = ledger;
        this.claims = claims;
        this.clock = clock;
        recorded = new Recorded(claims);
        turns = bulkheads.bulkhead(
                "coupon-returns",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(AT_ONCE)
                        .maxWaitDuration(Duration.ofMillis(WAIT_MILLIS))
                        .build());
    }

    /** True if the database has this campaign. */
    boolean isStored(CampaignIdentity campaign) {
        return ledger.find(campaign) != null;
    }

    /**
     * Marks an issued coupon as given back.
     *
     * @throws BusyException if many others give coupons back now
     * @throws org.springframework.dao.DataAccessException if the database does not answer in time
     */
    Returned takeBack(ClaimKey claim, GivenBackBy by) {
        return switch (ReceiptLookup.get(recorded.find(claim), LONGEST_LOOKUP)) {
            case ClaimState.Processing _ -> new Returned(false, null);
            case ClaimState.Failed(var reason) -> new Returned(false, reason);
            case ClaimState.Issued _ -> by == GivenBackBy.HOLDER ? markInTurn(claim) : mark(claim, by);
        };
    }

    private Returned markInTurn(ClaimKey claim) {
        if (!turns.tryAcquirePermission()) {
            throw new BusyException("All turns to give a coupon back are taken");
        }
        try {
            return mark(claim, GivenBackBy.HOLDER);
        } finally {
            turns.onComplete();
        }
    }

    private Returned mark(ClaimKey claim, GivenBackBy by) {
        boolean first = ledger.takeBack(claim.campaign(), () -> claims.giveBack(claim, by, clock.instant()));
        var stored = claims.find(claim.campaign(), List.of(claim.user())).get(claim.user());
        return new Returned(first, stored == null || stored.givenBackBy() == null ? null : stored.reason());
    }

    /**
     * Looks up recorded claims in the database, one batch at a time: issued, given back, or {@code Processing} if a
     * claim is not recorded.
     */
    private static final class Recorded extends LookupBatches {

        private final ClaimRepository claims;

        Recorded(ClaimRepository claims) {
            super("return-lookup");
            this.claims = claims;
        }

        @Override
        void answer(CampaignIdentity campaign, List<Lookup> lookups) {
            complete(lookups, states(claims.find(campaign, users(lookups))));
            lookups.forEach(lookup -> lookup.state().complete(new ClaimState.Processing()));
        }
    }
}
