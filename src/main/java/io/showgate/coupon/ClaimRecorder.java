package io.showgate.coupon;

import io.showgate.coupon.ClaimRepository.NewClaim;
import io.showgate.coupon.ClaimStream.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch of claims in one transaction. It holds the campaign's row, so that batches of one campaign take turns
 * on all instances; never issues more than the stock, whatever Redis has promised; and changes nothing for a claim that
 * is recorded already. Thread-safe.
 */
@Component
class ClaimRecorder {

    /**
     * What became of a batch.
     *
     * @param issued the codes of those issued now, by user
     * @param replayed those that had been recorded before
     * @param refused those for whom no coupon is left in the database
     * @param unwritable those that the database did not take, without saying why
     */
    record Outcome(Map<String, String> issued, List<Entry> replayed, List<Entry> refused, List<Entry> unwritable) {}

    /** The campaign's row is missing. */
    static final class NoSuchCampaignException extends RuntimeException {}

    private final CampaignRepository campaigns;
    private final ClaimRepository claims;
    private final TransactionTemplate transaction;
    private final CouponCodes codes = new CouponCodes();

    ClaimRecorder(CampaignRepository campaigns, ClaimRepository claims, TransactionTemplate transaction) {
        this.campaigns = campaigns;
        this.claims = claims;
        this.transaction = transaction;
    }

    /**
     * Records these claims; when this returns it is committed.
     *
     * @param entries with a valid user and number each
     * @throws org.springframework.dao.DataAccessException if it is not
     * @throws NoSuchCampaignException if there is no such campaign
     */
    Outcome record(long couponId, List<Entry> entries) {
        return Objects.requireNonNull(transaction.execute(_ -> write(couponId, entries)));
    }

    private Outcome write(long couponId, List<Entry> entries) {
        var campaign = campaigns.lock(couponId);
        if (campaign == null) {
            throw new NoSuchCampaignException();
        }
        var firstOfUser = new LinkedHashMap<String, Entry>();
        entries.forEach(entry -> firstOfUser.putIfAbsent(entry.user(), entry));
        var refused = new ArrayList<Entry>();
        if (firstOfUser.size() > campaign.room()) {
            refused.addAll(beyond(campaign.room(), couponId, firstOfUser));
            refused.forEach(entry -> firstOfUser.remove(entry.user()));
        }
        var wanted = newClaims(firstOfUser);
        int inserted = claims.insert(couponId, List.copyOf(wanted.values()));
        campaigns.addIssued(couponId, inserted);
        return inserted == entries.size()
                ? new Outcome(codes(wanted), List.of(), List.of(), List.of())
                : sorted(couponId, entries, wanted, refused);
    }

    /**
     * Those who are not recorded yet and come too late for what is left; only after Redis lost claims are there any.
     */
    private List<Entry> beyond(int room, long couponId, Map<String, Entry> entries) {
        var recorded = claims.find(couponId, entries.keySet());
        return entries.values().stream()
                .filter(entry -> !recorded.containsKey(entry.user()))
                .skip(room)
                .toList();
    }

    private Map<String, NewClaim> newClaims(Map<String, Entry> entries) {
        var newCodes = codes.next(entries.size()).iterator();
        var wanted = new LinkedHashMap<String, NewClaim>();
        entries.forEach((user, entry) -> wanted.put(
                user,
                new NewClaim(
                        user,
                        Long.parseLong(entry.number()),
                        newCodes.next(),
                        Instant.ofEpochMilli(entry.madeMillis()))));
        return wanted;
    }

    /** Finds out which of them were written: the rows that bear the code made for them. */
    private Outcome sorted(long couponId, List<Entry> entries, Map<String, NewClaim> wanted, List<Entry> refused) {
        var stored = claims.find(couponId, wanted.keySet());
        var issued = new HashMap<String, String>();
        var replayed = new ArrayList<Entry>();
        var unwritable = new ArrayList<Entry>();
        for (var entry : entries) {
            var claim = wanted.get(entry.user());
            var row = stored.get(entry.user());
            if (claim == null) {
                continue;
            }
            if (row == null) {
                unwritable.add(entry);
            } else if (row.code().equals(claim.code()) && !issued.containsKey(entry.user())) {
                issued.put(entry.user(), claim.code());
            } else {
                replayed.add(entry);
            }
        }
        return new Outcome(issued, replayed, withRepeats(refused, entries), unwritable);
    }

    /** A user who is refused is so with every entry of theirs. */
    private static List<Entry> withRepeats(List<Entry> refused, List<Entry> entries) {
        var users = refused.stream().map(Entry::user).collect(Collectors.toSet());
        return refused.isEmpty()
                ? List.of()
                : entries.stream().filter(entry -> users.contains(entry.user())).toList();
    }

    private static Map<String, String> codes(Map<String, NewClaim> claims) {
        var codes = new HashMap<String, String>();
        claims.forEach((user, claim) -> codes.put(user, claim.code()));
        return codes;
    }
}
