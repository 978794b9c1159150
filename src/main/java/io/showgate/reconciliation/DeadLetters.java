package io.showgate.reconciliation;

import io.showgate.campaign.CampaignDeadLetters.DeadLetter;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.claim.IssuedCoupons;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Claims that could not be recorded, for the operator who decides about them. Thread-safe; methods throw
 * {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} if Redis or the
 * database does not answer.
 */
@Component
public class DeadLetters {

    private final CampaignRegistry campaigns;
    private final IssuedCoupons coupons;

    DeadLetters(CampaignRegistry campaigns, IssuedCoupons coupons) {
        this.campaigns = campaigns;
        this.coupons = coupons;
    }

    /** The dead letters of a campaign, the oldest 1,000 first. */
    public List<DeadLetter> of(long couponId) {
        var campaign = campaigns.find(couponId);
        return campaign == null ? List.of() : campaign.deadLetters().oldest();
    }

    /** Puts a dead letter into the stream again, so that it is recorded; false if there is none with this id. */
    public boolean retry(long couponId, String entryId) {
        var campaign = campaigns.find(couponId);
        return campaign != null && campaign.deadLetters().retry(entryId);
    }

    /**
     * Gives up a dead letter; its coupon goes back to the stock. If the claim is recorded already, the dead letter is
     * put into the stream again instead. False if there is none with this id.
     */
    public boolean discard(long couponId, String entryId) {
        var campaign = campaigns.find(couponId);
        if (campaign == null) {
            return false;
        }
        var letters = campaign.deadLetters();
        boolean recorded = letters.oldest().stream()
                .filter(letter -> letter.entryId().equals(entryId))
                .anyMatch(letter -> coupons.isRecorded(campaign.identity(), letter.userId()));
        return recorded ? letters.retry(entryId) : letters.discard(entryId, "withdrawn");
    }
}
