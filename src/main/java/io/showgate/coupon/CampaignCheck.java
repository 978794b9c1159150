package io.showgate.coupon;

import io.showgate.coupon.CampaignRepository.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares what Redis says of a campaign with what the database says. The two cannot be read in one moment, so Redis is
 * read before and after the database: what was out of the stream before must be recorded, and what is recorded must
 * have been taken by then. Only when nothing moved in between must the sums be equal. A difference counts when it shows
 * up in each of {@value #TRIES} looks, since giving back moves a coupon in two steps. Stateless and thread-safe.
 */
@Component
class CampaignCheck {

    private static final int TRIES = 3;

    private final CampaignRepository campaigns;

    CampaignCheck(CampaignRepository campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Looks at a campaign, or null if Redis does not have it open.
     *
     * @throws RuntimeException if Redis or the database does not answer
     */
    @Nullable
    Reconciliation check(CampaignView view) {
        var result = look(view);
        for (int i = 1; i < TRIES && result != null && result.difference() != 0; i++) {
            result = look(view);
        }
        return result;
    }

    private @Nullable Reconciliation look(CampaignView view) {
        if (view.isArchived()) {
            var stored = campaigns.find(view.campaign().couponId());
            return stored == null ? null : archived(stored);
        }
        var before = view.scripts().follow();
        var stored = campaigns.find(view.campaign().couponId());
        var after = view.scripts().follow();
        if (stored == null || !before.isServing() || !after.isServing()) {
            return null;
        }
        long strays = after.setAside() == 0 ? 0 : strays(view);
        long difference = difference(before, stored, after, strays);
        return new Reconciliation(
                total(after),
                after.left(),
                total(after) - after.left(),
                after.inStream(),
                stored.issued(),
                after.setAside() - strays,
                after.returned(),
                difference,
                explanation(difference, after, stored) + aboutStrays(strays));
    }

    /** What is no longer in Redis has nothing to be compared with. */
    private static Reconciliation archived(Stored stored) {
        int issued = stored.issued();
        return new Reconciliation(
                stored.campaign().stock(),
                stored.room(),
                issued,
                0,
                issued,
                0,
                stored.givenBack(),
                0,
                "The campaign is over and no longer in Redis; " + issued + " coupons were issued.");
    }

    /** Entries that were set aside and for which no coupon is taken, since they never were claims. */
    private static long strays(CampaignView view) {
        var users = view.stream().asides(ClaimStream.MOST_SET_ASIDE).stream()
                .map(aside -> aside.entry().user())
                .toList();
        var known = view.scripts().find(users).known();
        return users.stream().filter(user -> !"".equals(known.get(user))).count();
    }

    private static String aboutStrays(long strays) {
        return strays == 0 ? "" : " " + strays + " entries set aside have no coupon and can be discarded.";
    }

    private static long difference(CampaignPicture before, Stored stored, CampaignPicture after, long strays) {
        long settledBefore = settled(before) + strays;
        if (before.taken() == after.taken()
                && before.returned() == after.returned()
                && before.inStream() == 0
                && after.inStream() == 0) {
            return settledBefore - stored.issued();
        }
        long tooFew = settledBefore - stored.issued();
        long tooMany = stored.issued() - (total(after) - after.left() - after.setAside() + strays);
        return tooFew > 0 ? tooFew : Math.min(0, -tooMany);
    }

    /** Coupons that are taken and on no way any more: they must be recorded. */
    private static long settled(CampaignPicture picture) {
        return total(picture) - picture.left() - picture.inStream() - picture.setAside();
    }

    private static long total(CampaignPicture picture) {
        var terms = picture.terms();
        return terms == null ? 0 : terms.total();
    }

    private static String explanation(long difference, CampaignPicture now, Stored stored) {
        if (difference > 0) {
            return difference
                    + " coupons count as taken in Redis, but the database has not issued them and nothing is on"
                    + " its way. Was the database set back? See the runbook.";
        }
        if (difference < 0) {
            return -difference + " coupons were issued that Redis does not count as taken. Was Redis set back? The"
                    + " campaign recovers by itself.";
        }
        return now.inStream() > 0
                ? now.inStream() + " claims are being recorded; everything else adds up."
                : "All " + stored.issued() + " issued coupons are accounted for.";
    }
}
