package io.showgate.reconciliation;

import io.showgate.campaign.Campaign.Stored;
import io.showgate.campaign.CampaignDeadLetters.DeadLetter;
import io.showgate.campaign.CampaignLedger;
import io.showgate.campaign.CampaignSnapshot;
import io.showgate.campaign.LiveCampaign;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares a campaign in Redis with the database. The two cannot be read at one moment, so Redis is read before and
 * after the database. A claim that had left the stream before must be recorded, and a recorded coupon must count as
 * taken afterwards. The sums must be equal only if nothing changed in between. A difference counts only if each of
 * {@value #TRIES} comparisons finds one, because giving back moves a coupon in two steps. Stateless and thread-safe.
 */
@Component
class Reconciler {

    private static final int TRIES = 3;

    private final CampaignLedger ledger;

    Reconciler(CampaignLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Compares a campaign, or returns null if Redis does not have it open.
     *
     * @throws RuntimeException if Redis or the database does not answer
     */
    @Nullable
    Reconciliation reconcile(LiveCampaign campaign) {
        var result = compare(campaign);
        for (int i = 1; i < TRIES && result != null && result.difference() != 0; i++) {
            result = compare(campaign);
        }
        return result;
    }

    private @Nullable Reconciliation compare(LiveCampaign campaign) {
        if (campaign.isArchived()) {
            var stored = ledger.find(campaign.identity());
            return stored == null ? null : archived(campaign, stored);
        }
        var before = campaign.readSnapshot();
        var stored = ledger.find(campaign.identity());
        var after = campaign.readSnapshot();
        if (stored == null || !before.isServing() || !after.isServing()) {
            return null;
        }
        long strays = after.deadLetters() == 0 ? 0 : strays(campaign);
        long difference = difference(before, stored, after, strays);
        return new Reconciliation(
                after.total(),
                after.left(),
                after.total() - after.left(),
                after.inStream(),
                stored.issued(),
                after.deadLetters() - strays,
                after.returned(),
                difference,
                explanation(difference, after, stored) + aboutStrays(strays),
                campaign.redisKeys());
    }

    /** A campaign that is no longer in Redis has nothing to compare with. */
    private static Reconciliation archived(LiveCampaign campaign, Stored stored) {
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
                "The campaign is over and no longer in Redis; " + issued + " coupons were issued.",
                campaign.redisKeys());
    }

    /** How many dead letters are not claims, so that no coupon is taken for them. */
    private static long strays(LiveCampaign campaign) {
        var users =
                campaign.deadLetters().oldest().stream().map(DeadLetter::userId).toList();
        var found = campaign.find(users);
        return users.stream().filter(user -> !found.holds(user)).count();
    }

    private static String aboutStrays(long strays) {
        return strays == 0 ? "" : " " + strays + " dead letters are not claims, have no coupon and can be discarded.";
    }

    private static long difference(CampaignSnapshot before, Stored stored, CampaignSnapshot after, long strays) {
        long settledBefore = settled(before) + strays;
        if (before.taken() == after.taken()
                && before.returned() == after.returned()
                && before.inStream() == 0
                && after.inStream() == 0) {
            return settledBefore - stored.issued();
        }
        long tooFew = settledBefore - stored.issued();
        long tooMany = stored.issued() - (after.total() - after.left() - after.deadLetters() + strays);
        return tooFew > 0 ? tooFew : Math.min(0, -tooMany);
    }

    /** How many taken coupons must be recorded, because their claims are neither in the stream nor dead letters. */
    private static long settled(CampaignSnapshot snapshot) {
        return snapshot.total() - snapshot.left() - snapshot.inStream() - snapshot.deadLetters();
    }

    private static String explanation(long difference, CampaignSnapshot now, Stored stored) {
        if (difference > 0) {
            return difference
                    + " coupons count as taken in Redis, but the database has not issued them and their"
                    + " claims are not in the stream. Was the database set back? See the runbook.";
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
