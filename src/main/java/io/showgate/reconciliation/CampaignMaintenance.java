package io.showgate.reconciliation;

import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.LiveCampaign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The regular maintenance of a campaign: it is reconciled, repaired if that is possible, and removed from Redis when it
 * is over. A difference that stays is logged once and shown in a metric. Thread-safe.
 */
@Component
class CampaignMaintenance {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignMaintenance.class);

    private final CampaignRegistry campaigns;
    private final Reconciler reconciler;
    private final CampaignRecovery recovery;
    private final ReconciliationMeters meters;

    CampaignMaintenance(
            CampaignRegistry campaigns, Reconciler reconciler, CampaignRecovery recovery, ReconciliationMeters meters) {
        this.campaigns = campaigns;
        this.reconciler = reconciler;
        this.recovery = recovery;
        this.meters = meters;
    }

    /** Removes a campaign from Redis if it ended long ago; otherwise reconciles and repairs it. */
    void maintain(LiveCampaign campaign) {
        if (campaigns.isOver(campaign)) {
            campaigns.retire(campaign);
        } else {
            reconcile(campaign);
        }
    }

    /**
     * Merges all recorded claims into Redis if issued coupons are missing there or its stock contradicts its claims.
     * Puts coupons into the stock that were given back and are not there.
     */
    void reconcile(LiveCampaign campaign) {
        var found = reconciler.reconcile(campaign);
        if (found == null) {
            return;
        }
        if (meters.difference(campaign, found.difference())) {
            report(campaign.campaign().couponId(), found);
        }
        if (found.difference() < 0 || campaign.contradictsItself()) {
            recovery.recoverOpen(campaign);
        } else if (found.difference() > 0) {
            recovery.restock(campaign);
        }
    }

    private static void report(long couponId, Reconciliation found) {
        if (found.difference() == 0) {
            LOG.info("Campaign {} adds up again", couponId);
        } else {
            LOG.warn("Campaign {} does not add up: {}", couponId, found);
        }
    }
}
