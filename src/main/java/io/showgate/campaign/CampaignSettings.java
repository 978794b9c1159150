package io.showgate.campaign;

import io.showgate.campaign.Campaign.Figures;
import io.showgate.campaign.Campaign.Stored;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Stores the settings of campaigns in the database and brings them into force in Redis at once. Thread-safe; methods
 * throw {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} if Redis or
 * the database does not answer.
 */
@Component
public class CampaignSettings {

    /** The result of a change. */
    public sealed interface ChangeOutcome {

        /** It is stored and in force. */
        record Changed(Figures figures) implements ChangeOutcome {}

        /** There is no such campaign. */
        record Unknown() implements ChangeOutcome {}

        /** More coupons are taken than the wanted stock; nothing was changed. */
        record StockTooLow(long taken) implements ChangeOutcome {}
    }

    private static final class StockTooLowException extends RuntimeException {

        private final long taken;

        StockTooLowException(long taken) {
            super(null, null, false, false);
            this.taken = taken;
        }
    }

    private final CampaignRepository campaigns;
    private final CampaignRegistry registry;

    CampaignSettings(CampaignRepository campaigns, CampaignRegistry registry) {
        this.campaigns = campaigns;
        this.registry = registry;
    }

    /** Adds a campaign, whose id and change are given here. Redis does not know it yet. */
    public LiveCampaign add(Campaign wanted) {
        return registry.put(campaigns.add(wanted));
    }

    /**
     * Changes a campaign.
     *
     * @param change makes the new settings; it may throw to change nothing
     */
    public ChangeOutcome change(long couponId, UnaryOperator<Campaign> change) {
        requireRedis(couponId);
        try {
            var changed = campaigns.change(couponId, (stored, number) -> apply(change, stored, number));
            return changed == null ? new ChangeOutcome.Unknown() : bringIntoForce(changed);
        } catch (StockTooLowException refused) {
            return new ChangeOutcome.StockTooLow(refused.taken);
        }
    }

    /** Without Redis a change would be reported as done but come into force only when Redis returns. */
    private void requireRedis(long couponId) {
        var campaign = registry.find(couponId);
        if (campaign != null) {
            campaign.requireRedis();
        }
    }

    /** A lower stock holds in Redis before it is committed, so that no coupon is taken that no longer exists. */
    private Campaign apply(UnaryOperator<Campaign> change, Stored stored, long number) {
        var changed = change.apply(stored.campaign()).withChanged(number);
        if (changed.stock() < stored.campaign().stock()) {
            lower(registry.put(stored.campaign()), changed, stored.issued());
        }
        return changed;
    }

    private static void lower(LiveCampaign campaign, Campaign lowered, long issued) {
        if (lowered.stock() < issued) {
            throw new StockTooLowException(issued);
        }
        var answer = campaign.scripts().configure(lowered, false);
        if (answer.result() == Configured.Result.REFUSED) {
            throw new StockTooLowException(answer.taken());
        }
    }

    private ChangeOutcome bringIntoForce(Campaign changed) {
        var campaign = registry.put(changed);
        campaign.scripts().configure(changed, false);
        campaign.poll();
        return new ChangeOutcome.Changed(campaign.figures(registry.serverTime()));
    }

    /** Brings the settings of the database into force if the last snapshot of Redis has other ones. */
    public void agree(LiveCampaign campaign) {
        var now = campaign.replica().snapshot();
        var inRedis = now == null ? null : now.settings();
        var wanted = campaign.campaign();
        if (inRedis == null || inRedis.changed() == wanted.changed()) {
            return;
        }
        if (inRedis.changed() < wanted.changed()) {
            enforce(campaign, wanted);
        } else {
            undo(campaign, inRedis.changed());
        }
    }

    /** A committed stock comes into force even if more coupons were taken meanwhile. */
    private static void enforce(LiveCampaign campaign, Campaign wanted) {
        if (campaign.scripts().configure(wanted, false).result() == Configured.Result.REFUSED) {
            campaign.scripts().configure(wanted, true);
        }
    }

    /** A change that is in Redis but not in the database, while no change is under way, was never committed. */
    private void undo(LiveCampaign campaign, long inRedis) {
        campaigns.locked(campaign.identity(), stored -> {
            if (stored.campaign().changed() < inRedis) {
                campaign.scripts().configure(stored.campaign(), true);
            }
            return true;
        });
    }
}
