package io.showgate.reconciliation;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignLedger;
import io.showgate.campaign.ClosedCampaign;
import io.showgate.campaign.ClosedCampaign.Recorded;
import io.showgate.campaign.LiveCampaign;
import io.showgate.claim.IssuedCoupons;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings a campaign of the database into Redis. The campaign may be new, lost with an empty Redis, or older in Redis
 * than in the database after a restart or a failover. It is closed for that time, all recorded claims are merged into
 * Redis, the stock is computed from the result, and the campaign opens. One instance does it. If that instance dies,
 * its lease ends and another one starts again. It resets nothing, so a recovery that was not needed changes nothing.
 * Thread-safe.
 */
@Component
class CampaignRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRecovery.class);
    private static final int CHUNK = 1_000;

    private final CampaignLedger ledger;
    private final IssuedCoupons coupons;
    private final ReconciliationMeters meters;

    CampaignRecovery(CampaignLedger ledger, IssuedCoupons coupons, ReconciliationMeters meters) {
        this.ledger = ledger;
        this.coupons = coupons;
        this.meters = meters;
    }

    /**
     * Recovers a campaign that is not open. Does nothing if the campaign is open by now or another instance recovers
     * it. The campaign stays closed if Redis was restarted meanwhile.
     *
     * @throws RuntimeException if Redis or the database does not answer; the campaign stays closed then
     */
    void recover(LiveCampaign campaign) {
        recover(campaign, false);
    }

    /** Recovers a campaign that is open but does not know all recorded claims; otherwise the same. */
    void recoverOpen(LiveCampaign campaign) {
        recover(campaign, true);
    }

    private void recover(LiveCampaign campaign, boolean force) {
        var closed = ClosedCampaign.close(campaign, force);
        if (closed == null) {
            return;
        }
        var identity = campaign.identity();
        long merged = merge(identity, closed);
        var stored = ledger.find(identity);
        if (merged < 0 || stored == null || !closed.open(stored.campaign())) {
            return;
        }
        meters.recovered(campaign);
        LOG.info("Campaign {} is open in Redis, with {} claims of the database", identity.couponId(), merged);
        campaign.poll();
    }

    /** The number of merged claims, or -1 if this instance does not hold the campaign any more. */
    private long merge(CampaignIdentity campaign, ClosedCampaign closed) {
        long merged = 0;
        var chunk = coupons.after(campaign, "", CHUNK);
        while (!chunk.isEmpty()) {
            if (!closed.merge(chunk)) {
                return -1;
            }
            merged += chunk.size();
            chunk = coupons.after(campaign, chunk.getLast().user(), CHUNK);
        }
        return merged;
    }

    /**
     * Puts coupons back into the stock that were given back through an instance that died between the two steps. The
     * campaign stays open, and repeating it changes nothing.
     *
     * @throws RuntimeException if Redis or the database does not answer
     */
    void restock(LiveCampaign campaign) {
        var identity = campaign.identity();
        var chunk = coupons.givenBackAfter(identity, "", CHUNK);
        while (!chunk.isEmpty()) {
            chunk.stream()
                    .collect(Collectors.groupingBy(
                            Recorded::reason, Collectors.mapping(Recorded::user, Collectors.toList())))
                    .forEach(campaign::restock);
            chunk = coupons.givenBackAfter(identity, chunk.getLast().user(), CHUNK);
        }
    }
}
