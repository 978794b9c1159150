package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignLedger;
import io.showgate.claim.ClaimRepository.NewClaim;
import io.showgate.recording.RecordStream.Entry;
import io.showgate.web.InvalidInputException;
import io.showgate.web.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a batch of claims in one transaction. The batches of one campaign exclude each other on all instances. It
 * never issues more coupons than the stock, even if Redis has promised more, and changes nothing for a claim that is
 * recorded already. Thread-safe.
 */
@Component
class ClaimRecorder {

    /** A claim on its way into the database, with its entry in the stream. */
    record StreamedClaim(Entry entry, String user, long number) {

        /** The claim of an entry, or null if the entry is no claim. */
        static @Nullable StreamedClaim of(Entry entry) {
            try {
                var user = new UserId(entry.field("user")).value();
                long number = Long.parseLong(entry.field("number"));
                return number < 0 ? null : new StreamedClaim(entry, user, number);
            } catch (InvalidInputException | NumberFormatException malformed) {
                return null;
            }
        }
    }

    /**
     * The result of a batch.
     *
     * @param inserted how many coupons were issued now
     * @param issued their codes, by user
     * @param replayed claims that had been recorded before
     * @param refused claims for which no coupon is left in the database
     * @param unwritable claims that the database did not store, without a reason
     */
    record Outcome(
            int inserted,
            Map<String, String> issued,
            List<StreamedClaim> replayed,
            List<StreamedClaim> refused,
            List<StreamedClaim> unwritable) {}

    private final CampaignLedger ledger;
    private final ClaimRepository claims;
    private final CouponCodes codes = new CouponCodes();

    ClaimRecorder(CampaignLedger ledger, ClaimRepository claims) {
        this.ledger = ledger;
        this.claims = claims;
    }

    /**
     * Records these claims; they are committed when this returns.
     *
     * @return null if the database has no such campaign
     * @throws org.springframework.dao.DataAccessException if nothing is committed
     */
    @Nullable
    Outcome record(CampaignIdentity campaign, List<StreamedClaim> batch) {
        return ledger.issue(campaign, room -> write(campaign, batch, room), Outcome::inserted);
    }

    private Outcome write(CampaignIdentity campaign, List<StreamedClaim> batch, int room) {
        var firstOfUser = new LinkedHashMap<String, StreamedClaim>();
        batch.forEach(claim -> firstOfUser.putIfAbsent(claim.user(), claim));
        var refused = new ArrayList<StreamedClaim>();
        if (firstOfUser.size() > room) {
            refused.addAll(beyond(room, campaign, firstOfUser));
            refused.forEach(claim -> firstOfUser.remove(claim.user()));
        }
        var wanted = newClaims(firstOfUser);
        int inserted = claims.insert(campaign.couponId(), List.copyOf(wanted.values()));
        return inserted == batch.size()
                ? new Outcome(inserted, codes(wanted), List.of(), List.of(), List.of())
                : sorted(campaign, batch, wanted, refused, inserted);
    }

    /** New claims for which no coupon is left. They exist only after Redis lost claims. */
    private List<StreamedClaim> beyond(int room, CampaignIdentity campaign, Map<String, StreamedClaim> batch) {
        var recorded = claims.find(campaign, batch.keySet());
        return batch.values().stream()
                .filter(claim -> !recorded.containsKey(claim.user()))
                .skip(room)
                .toList();
    }

    private Map<String, NewClaim> newClaims(Map<String, StreamedClaim> batch) {
        var newCodes = codes.next(batch.size()).iterator();
        var wanted = new LinkedHashMap<String, NewClaim>();
        batch.forEach((user, claim) -> wanted.put(
                user,
                new NewClaim(
                        user, claim.number(), newCodes.next(), claim.entry().madeAt())));
        return wanted;
    }

    /** Finds the claims that were written: their rows have the codes that were made for them. */
    private Outcome sorted(
            CampaignIdentity campaign,
            List<StreamedClaim> batch,
            Map<String, NewClaim> wanted,
            List<StreamedClaim> refused,
            int inserted) {
        var stored = claims.find(campaign, wanted.keySet());
        var issued = new HashMap<String, String>();
        var replayed = new ArrayList<StreamedClaim>();
        var unwritable = new ArrayList<StreamedClaim>();
        for (var claim : batch) {
            var written = wanted.get(claim.user());
            var row = stored.get(claim.user());
            if (written == null) {
                continue;
            }
            if (row == null) {
                unwritable.add(claim);
            } else if (row.code().equals(written.code()) && !issued.containsKey(claim.user())) {
                issued.put(claim.user(), written.code());
            } else {
                replayed.add(claim);
            }
        }
        return new Outcome(inserted, issued, replayed, withRepeats(refused, batch), unwritable);
    }

    /** Adds the repeated entries of refused users, because all entries of such a user are refused. */
    private static List<StreamedClaim> withRepeats(List<StreamedClaim> refused, List<StreamedClaim> batch) {
        var users = refused.stream().map(StreamedClaim::user).collect(Collectors.toSet());
        return refused.isEmpty()
                ? List.of()
                : batch.stream().filter(claim -> users.contains(claim.user())).toList();
    }

    private static Map<String, String> codes(Map<String, NewClaim> claims) {
        var codes = new HashMap<String, String>();
        claims.forEach((user, claim) -> codes.put(user, claim.code()));
        return codes;
    }
}
