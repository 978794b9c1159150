package io.showgate.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as its operator set it up.
 *
 * @param identity its id, and a number that no other campaign has
 * @param name the name that buyers read
 * @param stock the number of coupons
 * @param opensAt the first moment at which a coupon can be claimed, by the clock of Redis
 * @param closesAt the first moment at which no coupon can be claimed any more
 * @param queue the queue whose active token a claim must carry, or null
 * @param changed the number of the operators' change that made these settings; it only rises
 */
public record Campaign(
        CampaignIdentity identity,
        String name,
        int stock,
        Instant opensAt,
        Instant closesAt,
        @Nullable String queue,
        long changed) {

    /** The phase of a campaign, as buyers see it. */
    public enum State {
        /** Not open yet. */
        SCHEDULED,
        /** Coupons can be claimed. */
        OPEN,
        /** No coupon is left for now; one that is given back opens the campaign again. */
        SOLD_OUT,
        /** The time is over. */
        ENDED
    }

    /** A campaign in the database, with the coupons that are issued now and those that were given back. */
    public record Stored(Campaign campaign, int issued, int givenBack) {

        /** Coupons that may still be issued. */
        public int room() {
            return campaign.stock() - issued;
        }
    }

    /** A campaign with its state and the coupons left, which are null before Redis answers for the first time. */
    public record Figures(
            Campaign campaign,
            @Nullable State state,
            @Nullable Integer left,
            Instant serverTime) {}

    /** The id that people see. */
    public long couponId() {
        return identity.couponId();
    }

    Campaign withIdentity(CampaignIdentity given) {
        return new Campaign(given, name, stock, opensAt, closesAt, queue, changed);
    }

    Campaign withChanged(long change) {
        return new Campaign(identity, name, stock, opensAt, closesAt, queue, change);
    }

    /**
     * The same campaign, closed at this moment, or as it is if it has ended before. If it has not opened yet, its
     * opening moves to just before that moment.
     */
    public Campaign endedAt(Instant now) {
        if (!now.isBefore(closesAt)) {
            return this;
        }
        var opening = now.isAfter(opensAt) ? opensAt : now.minusMillis(1);
        return new Campaign(identity, name, stock, opening, now, queue, changed);
    }
}
