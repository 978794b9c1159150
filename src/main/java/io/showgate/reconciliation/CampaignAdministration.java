package io.showgate.reconciliation;

import io.showgate.campaign.Campaign;
import io.showgate.campaign.Campaign.Figures;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.CampaignSettings;
import io.showgate.campaign.CampaignSettings.ChangeOutcome;
import io.showgate.campaign.LiveCampaign;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Campaigns as their operator sees and changes them. The database defines a campaign. A change is in force in Redis at
 * once, and on the pages of all instances within a second. Thread-safe; methods throw
 * {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} if Redis or the
 * database does not answer.
 */
@Component
public class CampaignAdministration {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignAdministration.class);

    private final CampaignRegistry campaigns;
    private final CampaignSettings settings;
    private final CampaignRecovery recovery;
    private final Reconciler reconciler;

    CampaignAdministration(
            CampaignRegistry campaigns, CampaignSettings settings, CampaignRecovery recovery, Reconciler reconciler) {
        this.campaigns = campaigns;
        this.settings = settings;
        this.recovery = recovery;
        this.reconciler = reconciler;
    }

    /** The number of campaigns. */
    public int count() {
        return campaigns.size();
    }

    /** A page of campaigns, the newest first. */
    public List<Figures> page(long skip, int size) {
        var serverTime = campaigns.serverTime();
        return campaigns.newestFirst().stream()
                .skip(skip)
                .limit(size)
                .map(campaign -> campaign.figures(serverTime))
                .toList();
    }

    /** One campaign, or null if there is none with this id. */
    public @Nullable Figures find(long couponId) {
        var campaign = campaigns.find(couponId);
        return campaign == null ? null : campaign.figures(campaigns.serverTime());
    }

    /** Adds a campaign, whose id and change are given here. */
    public Figures add(Campaign wanted) {
        var added = settings.add(wanted);
        open(added);
        return added.figures(campaigns.serverTime());
    }

    /** The campaign is already stored, so after a failure here the next tick of any instance opens it. */
    private void open(LiveCampaign campaign) {
        try {
            recovery.recover(campaign);
        } catch (RuntimeException away) {
            LOG.debug("Campaign {} is not in Redis yet", campaign.campaign().couponId(), away);
        }
    }

    /**
     * Changes a campaign.
     *
     * @param change makes the new settings; it may throw to change nothing
     */
    public ChangeOutcome change(long couponId, UnaryOperator<Campaign> change) {
        return settings.change(couponId, change);
    }

    /** Closes a campaign now; one that has ended stays as it is. */
    public ChangeOutcome end(long couponId) {
        return settings.change(couponId, campaign -> campaign.endedAt(campaigns.serverTime()));
    }

    /** Compares Redis with the database now; null if the campaign is not open in Redis. */
    public @Nullable Reconciliation reconcile(long couponId) {
        var campaign = campaigns.find(couponId);
        return campaign == null ? null : reconciler.reconcile(campaign);
    }
}
