package io.showgate.coupon;

import io.showgate.coupon.ClaimRepository.StoredClaim;
import io.showgate.database.DatabaseGuard;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes issued coupons back. First one row of the database changes, then the stock in Redis grows, each once however
 * often it is tried; should the second step be missed, repeating the request makes up for it, and so does the next
 * comparison of the books. Thread-safe.
 */
@Component
class CouponReturns {

    /** The claim as it is stored now, if it is, and whether it was given back just now. */
    private record Marked(boolean first, @Nullable StoredClaim stored) {}

    private final CampaignRepository campaigns;
    private final ClaimRepository claims;
    private final CampaignDirectory directory;
    private final CouponMetrics metrics;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CouponReturns(
            CampaignRepository campaigns,
            ClaimRepository claims,
            CampaignDirectory directory,
            CouponMetrics metrics,
            TransactionTemplate transaction,
            Clock clock) {
        this.campaigns = campaigns;
        this.claims = claims;
        this.directory = directory;
        this.metrics = metrics;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes a coupon back; false if it was never issued. Whoever gave it back first stays in the record. */
    boolean giveBack(ClaimKey key, GivenBackBy by) {
        var view = directory.find(key.couponId());
        if (view == null) {
            return false;
        }
        view.redis().require();
        var marked = DatabaseGuard.inTime(() -> markAndFind(key, by));
        var stored = marked.stored();
        if (stored == null || stored.givenBackBy() == null) {
            return false;
        }
        if (marked.first()) {
            metrics.of(view).givenBack();
        }
        view.scripts().restock(stored.givenBackBy().reason(), List.of(key.user()));
        view.follow();
        return true;
    }

    private Marked markAndFind(ClaimKey key, GivenBackBy by) {
        boolean first = Boolean.TRUE.equals(transaction.execute(_ -> mark(key, by)));
        return new Marked(
                first, claims.find(key.couponId(), List.of(key.user())).get(key.user()));
    }

    private boolean mark(ClaimKey key, GivenBackBy by) {
        boolean given = campaigns.lock(key.couponId()) != null
                && claims.giveBack(key.couponId(), key.user(), by, clock.instant());
        if (given) {
            campaigns.addGivenBack(key.couponId());
        }
        return given;
    }
}
