package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Recorded;
import io.showgate.coupon.ClaimRepository.StoredClaim;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings a campaign of the database into Redis: a new one, one that an empty Redis has forgotten, and one that may be
 * older there than in the database because Redis was started again or replaced. It is closed for that time; everything
 * recorded is merged into what Redis has, what is left is computed from that, and it opens. One instance does it; if it
 * dies, its lease ends and another begins anew. Nothing is ever reset, so doing it once too often changes nothing.
 * Thread-safe.
 */
@Component
class CampaignRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRecovery.class);
    private static final long LEASE_MILLIS = 5_000;
    private static final int CHUNK = 1_000;

    private final ClaimRepository claims;
    private final CampaignRepository campaigns;
    private final CouponMetrics metrics;

    CampaignRecovery(ClaimRepository claims, CampaignRepository campaigns, CouponMetrics metrics) {
        this.claims = claims;
        this.campaigns = campaigns;
        this.metrics = metrics;
    }

    /**
     * Recovers a campaign that is not open.
     *
     * @return false if it is open by now, another instance is at it, or Redis was started again meanwhile
     * @throws RuntimeException if Redis or the database does not answer; the campaign stays closed then
     */
    boolean recover(CampaignView view) {
        return recover(view, false);
    }

    /** Recovers a campaign that is open but does not know of all that is recorded; otherwise the same. */
    boolean recoverOpen(CampaignView view) {
        return recover(view, true);
    }

    private boolean recover(CampaignView view, boolean force) {
        var token = UUID.randomUUID().toString();
        var run = view.scripts().close(token, LEASE_MILLIS, force);
        if (run.isEmpty()) {
            return false;
        }
        long recorded = merge(view, token);
        var stored = campaigns.find(view.campaign().couponId());
        if (recorded < 0 || stored == null || !view.scripts().open(token, run, stored.campaign())) {
            return false;
        }
        metrics.of(view).recovered();
        LOG.info(
                "Campaign {} is open in Redis, with {} claims of the database",
                stored.campaign().couponId(),
                recorded);
        view.follow();
        return true;
    }

    /** How many claims were merged, or -1 if the campaign is not this instance's to recover any more. */
    private long merge(CampaignView view, String token) {
        long merged = 0;
        long couponId = view.campaign().couponId();
        var chunk = claims.after(couponId, "", CHUNK);
        while (!chunk.isEmpty()) {
            var recorded = chunk.stream().map(CampaignRecovery::recorded).toList();
            if (!view.scripts().merge(token, LEASE_MILLIS, recorded)) {
                return -1;
            }
            merged += chunk.size();
            chunk = claims.after(couponId, chunk.getLast().user(), CHUNK);
        }
        return merged;
    }

    private static Recorded recorded(StoredClaim claim) {
        return new Recorded(claim.user(), claim.number(), reason(claim));
    }

    private static String reason(StoredClaim claim) {
        var by = claim.givenBackBy();
        return by == null ? "" : by.reason();
    }

    /**
     * Puts back into the stock what was given back through an instance that died before it came to that. The campaign
     * stays open, and doing it once too often changes nothing.
     *
     * @throws RuntimeException if Redis or the database does not answer
     */
    void restock(CampaignView view) {
        long couponId = view.campaign().couponId();
        var chunk = claims.givenBackAfter(couponId, "", CHUNK);
        while (!chunk.isEmpty()) {
            chunk.stream()
                    .collect(Collectors.groupingBy(
                            CampaignRecovery::reason, Collectors.mapping(StoredClaim::user, Collectors.toList())))
                    .forEach(view.scripts()::restock);
            chunk = claims.givenBackAfter(couponId, chunk.getLast().user(), CHUNK);
        }
    }
}
