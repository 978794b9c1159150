package io.showgate.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.ClosedCampaign.Recorded;
import io.showgate.claim.ClaimRepository.StoredClaim;
import io.showgate.database.DatabaseGuard;
import io.showgate.web.InvalidInputException;
import io.showgate.web.UserId;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The coupons in the database, and how they are taken back. First a row of the database changes, then the stock in
 * Redis grows. Each step happens once, however often it is tried. If the second step did not happen, a repeated request
 * or the next reconciliation does it. Repeats of a finished return are answered from memory for a minute. Thread-safe;
 * methods throw {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} if
 * Redis or the database does not answer in time.
 */
@Component
public class IssuedCoupons {

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final CouponReturns returns;
    private final ClaimRepository claims;
    private final CampaignRegistry campaigns;
    private final ClaimMeters meters;

    /** The claims whose coupons both the database and Redis know as given back, so that repeats cost nothing. */
    private final Cache<ClaimKey, Boolean> givenBack = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** True for campaigns that only the database knows, false for those that it does not know either. */
    private final Cache<CampaignIdentity, Boolean> stored = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    IssuedCoupons(CouponReturns returns, ClaimRepository claims, CampaignRegistry campaigns, ClaimMeters meters) {
        this.returns = returns;
        this.claims = claims;
        this.campaigns = campaigns;
        this.meters = meters;
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
        if (givenBack.getIfPresent(claim) != null) {
            return true;
        }
        var campaign = campaigns.find(claim.campaign());
        if (campaign == null) {
            requireStored(claim.campaign());
            return false;
        }
        campaign.requireRedis();
        var returned = DatabaseGuard.inTime(() -> returns.takeBack(claim, by));
        var reason = returned.reason();
        if (reason == null) {
            return false;
        }
        if (returned.first()) {
            meters.of(campaign).givenBack();
        }
        campaign.restock(reason, List.of(claim.user()));
        givenBack.put(claim, true);
        if (returned.first()) {
            campaign.poll();
        }
        return true;
    }

    /** This instance may not know a campaign yet that the database has. */
    private void requireStored(CampaignIdentity campaign) {
        var isStored = stored.getIfPresent(campaign);
        if (isStored == null) {
            isStored = DatabaseGuard.inTime(() -> returns.isStored(campaign));
            stored.put(campaign, isStored);
        }
        if (!isStored) {
            throw new InvalidInputException(ClaimProblems.campaignIsGone());
        }
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
