package io.showgate.campaign;

import io.showgate.campaign.Campaign.Stored;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The coupons of each campaign as the database counts them. Thread-safe; methods throw
 * {@link org.springframework.dao.DataAccessException} if the database does not answer in time.
 */
@Component
public class CampaignLedger {

    private final CampaignRepository campaigns;

    CampaignLedger(CampaignRepository campaigns) {
        this.campaigns = campaigns;
    }

    /** The campaign in the database, or null if it is not there, also if another campaign has its id. */
    public @Nullable Stored find(CampaignIdentity campaign) {
        return campaigns.find(campaign);
    }

    /**
     * Issues coupons in one transaction. It locks the campaign's row, so that batches, returns and changes of one
     * campaign exclude each other on all instances.
     *
     * @param work writes the coupons; its argument is the number that may still be issued
     * @param issued how many coupons the work has issued
     * @return the result of the work, or null if the database has no such campaign
     */
    public <T> @Nullable T issue(CampaignIdentity campaign, IntFunction<T> work, ToIntFunction<T> issued) {
        return campaigns.locked(campaign, stored -> {
            var result = work.apply(stored.room());
            campaigns.addIssued(campaign.couponId(), issued.applyAsInt(result));
            return result;
        });
    }

    /**
     * Takes one issued coupon back in one transaction, with the campaign's row locked.
     *
     * @param work marks the coupon as given back; false if there is nothing to mark
     * @return the result of the work; false too if the database has no such campaign
     */
    public boolean takeBack(CampaignIdentity campaign, BooleanSupplier work) {
        return Boolean.TRUE.equals(campaigns.locked(campaign, _ -> {
            boolean marked = work.getAsBoolean();
            if (marked) {
                campaigns.addGivenBack(campaign.couponId());
            }
            return marked;
        }));
    }
}
