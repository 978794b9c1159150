package io.showgate.coupon;

import io.showgate.coupon.ClaimStream.Aside;
import io.showgate.web.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A campaign's books, for its operator: whether they add up, which claims could not be recorded and what to do about
 * them, and the cancelling of coupons. Thread-safe; throws {@link org.redisson.client.RedisException} or
 * {@link org.springframework.dao.DataAccessException} when Redis or the database does not answer.
 */
@Component
public class CampaignBooks {

    /**
     * A claim that was set aside.
     *
     * @param entryId its id there
     * @param userId who claimed, or what stands in that place
     * @param reason why it could not be recorded
     * @param claimedAt when it was claimed
     */
    public record SetAside(String entryId, String userId, String reason, Instant claimedAt) {}

    private final CampaignDirectory directory;
    private final CampaignCheck check;
    private final ClaimRepository claims;
    private final CouponReturns returns;

    CampaignBooks(CampaignDirectory directory, CampaignCheck check, ClaimRepository claims, CouponReturns returns) {
        this.directory = directory;
        this.check = check;
        this.claims = claims;
        this.returns = returns;
    }

    /** Compares the books now; null if the campaign is not open in Redis. */
    public @Nullable Reconciliation reconcile(long couponId) {
        var view = directory.find(couponId);
        return view == null ? null : check.check(view);
    }

    /** The claims that were set aside, the oldest first, {@value ClaimStream#MOST_SET_ASIDE} at most. */
    public List<SetAside> setAside(long couponId) {
        var view = directory.find(couponId);
        return view == null
                ? List.of()
                : view.stream().asides(ClaimStream.MOST_SET_ASIDE).stream()
                        .map(CampaignBooks::setAside)
                        .toList();
    }

    private static SetAside setAside(Aside aside) {
        var entry = aside.entry();
        return new SetAside(aside.id(), entry.user(), aside.reason(), Instant.ofEpochMilli(entry.madeMillis()));
    }

    /** Hands a claim that was set aside to the recording again; false if there is no such claim. */
    public boolean retry(long couponId, String entryId) {
        var view = directory.find(couponId);
        return view != null && view.stream().retry(entryId);
    }

    /**
     * Gives up a claim that was set aside; its coupon goes back to the stock, unless the claim turns out to be
     * recorded. False if there is no such claim.
     */
    public boolean discard(long couponId, String entryId) {
        var view = directory.find(couponId);
        if (view == null) {
            return false;
        }
        var recorded = view.stream().asides(ClaimStream.MOST_SET_ASIDE).stream()
                .filter(aside -> aside.id().equals(entryId))
                .anyMatch(aside -> isRecorded(couponId, aside));
        return recorded ? view.stream().retry(entryId) : view.stream().discard(entryId, "withdrawn");
    }

    private boolean isRecorded(long couponId, Aside aside) {
        var user = aside.entry().user();
        return !claims.find(couponId, List.of(user)).isEmpty();
    }

    /** Cancels an issued coupon; false if it is not issued. Doing it again changes nothing. */
    public boolean cancel(long couponId, UserId user) {
        return returns.giveBack(new ClaimKey(couponId, user.value()), GivenBackBy.OPERATOR);
    }
}
