package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Configured;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps Redis and the database in agreement about a campaign: its terms, its books, and when it may be forgotten. What
 * it can mend it mends; what it cannot it says, once, and shows in a metric. Thread-safe.
 */
@Component
class CampaignAudit {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignAudit.class);

    private final CampaignRepository campaigns;
    private final CampaignCheck check;
    private final CampaignRecovery recovery;
    private final CouponMetrics metrics;
    private final CouponProperties properties;
    private final TransactionTemplate transaction;

    CampaignAudit(
            CampaignRepository campaigns,
            CampaignCheck check,
            CampaignRecovery recovery,
            CouponMetrics metrics,
            CouponProperties properties,
            TransactionTemplate transaction) {
        this.campaigns = campaigns;
        this.check = check;
        this.recovery = recovery;
        this.metrics = metrics;
        this.properties = properties;
        this.transaction = transaction;
    }

    /**
     * Compares the books of a campaign. Coupons that were issued and that Redis does not count are merged into it, also
     * when it contradicts itself; what was given back and is not in the stock yet is put there.
     */
    void compare(CampaignView view) {
        var found = check.check(view);
        if (found == null) {
            return;
        }
        if (metrics.of(view).difference(found.difference())) {
            report(view.campaign().couponId(), found);
        }
        if (found.difference() < 0 || contradictsItself(view)) {
            recovery.recoverOpen(view);
        } else if (found.difference() > 0) {
            recovery.restock(view);
        }
    }

    private static boolean contradictsItself(CampaignView view) {
        var picture = view.picture();
        return picture != null && picture.isServing() && !picture.addsUp();
    }

    private static void report(long couponId, Reconciliation found) {
        if (found.difference() == 0) {
            LOG.info("Campaign {} adds up again", couponId);
        } else {
            LOG.warn("Campaign {} does not add up: {}", couponId, found);
        }
    }

    /** Brings the terms of the database into force where Redis has others. */
    void agreeOnTerms(CampaignView view) {
        var picture = view.picture();
        var terms = picture == null ? null : picture.terms();
        if (terms == null || terms.changed() == view.campaign().changed()) {
            return;
        }
        if (terms.changed() < view.campaign().changed()) {
            enforce(view);
        } else {
            transaction.executeWithoutResult(_ -> takeBack(view, terms.changed()));
        }
    }

    /** What is committed holds, even if more was taken meanwhile than a lowered stock has. */
    private static void enforce(CampaignView view) {
        if (view.scripts().configure(view.campaign(), false).code() == Configured.REFUSED) {
            view.scripts().configure(view.campaign(), true);
        }
    }

    /** A change that Redis has and the database has not, once nobody is changing any more, was never committed. */
    private void takeBack(CampaignView view, long inRedis) {
        var stored = campaigns.lock(view.campaign().couponId());
        if (stored != null && stored.campaign().changed() < inRedis) {
            view.scripts().configure(stored.campaign(), true);
        }
    }

    /** Removes a campaign from Redis that ended long ago and of which nothing is left to be done. */
    void retire(CampaignView view) {
        view.scripts().forget(properties.keep().toMillis());
        var stored = campaigns.find(view.campaign().couponId());
        if (stored != null && view.follow().terms() == null) {
            view.archive(stored.room());
            metrics.forget(view);
        }
    }
}
