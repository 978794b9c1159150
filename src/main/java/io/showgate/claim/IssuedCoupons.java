package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignLedger;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.ClosedCampaign.Recorded;
import io.showgate.claim.ClaimRepository.StoredClaim;
import io.showgate.database.DatabaseGuard;
import io.showgate.web.InvalidInputException;
import io.showgate.web.UserId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The coupons in the database, and how they are taken back. First a row of the database changes, then the stock in
 * Redis grows. Each step happens once, however often it is tried. If the second step did not happen, a repeated request
 * or the next reconciliation does it. Thread-safe; methods throw {@link org.redisson.client.RedisException} or
 * {@link org.springframework.dao.DataAccessException} if Redis or the database does not answer in time.
 */
@Component
public class IssuedCoupons {

    /**
     * The claim as it is stored now, or null if there is none. {@code first} is true if this call gave the coupon back.
     */
    private record Marked(boolean first, @Nullable StoredClaim stored) {}

    private final CampaignLedger ledger;
    private final ClaimRepository claims;
    private final CampaignRegistry campaigns;
    private final ClaimMeters meters;
    private final Clock clock;

    IssuedCoupons(
            CampaignLedger ledger,
            ClaimRepository claims,
            CampaignRegistry campaigns,
            ClaimMeters meters,
            Clock clock) {
        this.ledger = ledger;
        this.claims = claims;
        this.campaigns = campaigns;
        this.meters = meters;
        this.clock = clock;
    }

    /** Cancels an issued coupon for an operator; false if it is not issued. Cancelling it again changes nothing. */
    public boolean cancel(long couponId, UserId user) {
        var campaign = campaigns.find(couponId);
        return campaign != null && giveBack(new ClaimKey(campaign.identity(), user.value()), GivenBackBy.OPERATOR);
    }

    /**
     * Takes a coupon back; false if it was never issued. If it is given back again, the record keeps the first person.
     *
     * @throws InvalidInputException if the campaign does not exist any more
     */
    boolean giveBack(ClaimKey claim, GivenBackBy by) {
        var campaign = campaigns.find(claim.campaign());
        if (campaign == null) {
            requireStored(claim.campaign());
            return false;
        }
        campaign.requireRedis();
        var marked = DatabaseGuard.inTime(() -> mark(claim, by));
        var stored = marked.stored();
        if (stored == null || stored.givenBackBy() == null) {
            return false;
        }
        if (marked.first()) {
            meters.of(campaign).givenBack();
        }
        campaign.restock(stored.reason(), List.of(claim.user()));
        campaign.poll();
        return true;
    }

    /** This instance may not know a campaign yet that the database has. */
    private void requireStored(CampaignIdentity campaign) {
        if (DatabaseGuard.inTime(() -> ledger.find(campaign)) == null) {
            throw new InvalidInputException(ClaimProblems.campaignIsGone());
        }
    }

    private Marked mark(ClaimKey claim, GivenBackBy by) {
        boolean first = ledger.takeBack(claim.campaign(), () -> claims.giveBack(claim, by, clock.instant()));
        return new Marked(
                first, claims.find(claim.campaign(), List.of(claim.user())).get(claim.user()));
    }

    /** True if the user has a recorded claim, also if its coupon was given back. */
    public boolean isRecorded(CampaignIdentity campaign, String user) {
        return !claims.find(campaign, List.of(user)).isEmpty();
    }

    /** The next recorded claims after this user, in the order of user ids. */
    public List<Recorded> after(CampaignIdentity campaign, String user, int count) {
        return recorded(claims.after(campaign, user, count));
    }

    /** The next recorded claims after this user whose coupon was given back, in the order of user ids. */
    public List<Recorded> givenBackAfter(CampaignIdentity campaign, String user, int count) {
        return recorded(claims.givenBackAfter(campaign, user, count));
    }

    private static List<Recorded> recorded(List<StoredClaim> claims) {
        return claims.stream()
                .map(claim -> new Recorded(claim.user(), claim.number(), claim.reason()))
                .toList();
    }
}
