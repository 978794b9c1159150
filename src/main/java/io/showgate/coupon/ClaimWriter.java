package io.showgate.coupon;

import io.showgate.coupon.ClaimStream.Entry;
import io.showgate.web.InvalidInputException;
import io.showgate.web.UserId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Records claims: draws a batch from a campaign's stream, commits it, and only then removes it from there. Whatever it
 * fails at stays in the stream, where this instance or another finds it again; doing it twice changes nothing. A claim
 * that the database will never take is set aside with the reason. Stateless and thread-safe.
 */
@Component
class ClaimWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimWriter.class);

    /** The SQL state of what a trigger of the operator's own refuses. */
    private static final String REFUSED_BY_TRIGGER = "45000";

    private final ClaimRecorder recorder;
    private final ReceiptWaiters waiters;
    private final CouponMetrics metrics;
    private final CouponProperties properties;
    private final Clock clock;

    ClaimWriter(
            ClaimRecorder recorder,
            ReceiptWaiters waiters,
            CouponMetrics metrics,
            CouponProperties properties,
            Clock clock) {
        this.recorder = recorder;
        this.waiters = waiters;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Records the next batch of a campaign.
     *
     * @param consumer who draws it; each thread has a name of its own, that no other of any instance has
     * @param again to begin with what was drawn here before and could not be recorded
     * @return how many claims it had
     * @throws RuntimeException if Redis or the database does not answer; nothing is lost then
     */
    int recordNext(CampaignView view, String consumer, boolean again) {
        return record(view, view.stream().draw(consumer, properties.batch(), again));
    }

    /** Records what somebody drew and left lying. */
    int takeOver(CampaignView view, String consumer) {
        return record(
                view, view.stream().takeover(consumer, properties.takeover().toMillis(), properties.batch()));
    }

    private int record(CampaignView view, List<Entry> drawn) {
        if (drawn.isEmpty()) {
            return 0;
        }
        long start = System.nanoTime();
        var entries = withoutMalformed(view, drawn);
        if (!entries.isEmpty()) {
            settle(view, entries);
        }
        var meters = metrics.of(view);
        meters.batch(drawn.size(), System.nanoTime() - start);
        long now = view.serverTime(clock.instant()).toEpochMilli();
        entries.forEach(entry -> meters.delayed(now - entry.madeMillis()));
        return drawn.size();
    }

    private static List<Entry> withoutMalformed(CampaignView view, List<Entry> drawn) {
        var entries = new ArrayList<Entry>(drawn.size());
        for (var entry : drawn) {
            if (isWellFormed(entry)) {
                entries.add(entry);
            } else {
                setAside(view, entry, "It is not a claim: no valid user or number.");
            }
        }
        return entries;
    }

    private static boolean isWellFormed(Entry entry) {
        try {
            return new UserId(entry.user()).value().equals(entry.user()) && Long.parseLong(entry.number()) >= 0;
        } catch (InvalidInputException | NumberFormatException malformed) {
            return false;
        }
    }

    private void settle(CampaignView view, List<Entry> entries) {
        long couponId = view.campaign().couponId();
        try {
            finish(view, entries, recorder.record(couponId, entries));
        } catch (ClaimRecorder.NoSuchCampaignException missing) {
            entries.forEach(entry -> setAside(view, entry, "The database has no campaign " + couponId + '.'));
        } catch (DataAccessException refused) {
            isolate(view, entries, refused);
        }
    }

    /** Finds out which claims of a batch the database does not take, so that they do not hold up the others. */
    private void isolate(CampaignView view, List<Entry> entries, RuntimeException refused) {
        if (!isAboutTheData(refused)) {
            throw refused;
        }
        if (entries.size() > 1) {
            entries.forEach(entry -> settle(view, List.of(entry)));
        } else {
            setAside(view, entries.getFirst(), "The database refused it: " + rootMessage(refused));
        }
    }

    /** Drivers do not agree on the exception for what a trigger refuses, only on its SQL state. */
    private static boolean isAboutTheData(RuntimeException refused) {
        return refused instanceof DataIntegrityViolationException
                || (root(refused) instanceof SQLException cause && REFUSED_BY_TRIGGER.equals(cause.getSQLState()));
    }

    private void finish(CampaignView view, List<Entry> entries, ClaimRecorder.Outcome outcome) {
        long couponId = view.campaign().couponId();
        outcome.issued().forEach((user, code) -> waiters.settled(new ClaimKey(couponId, user), issued(code)));
        if (!outcome.refused().isEmpty()) {
            refuse(view, outcome.refused());
        }
        outcome.unwritable().forEach(entry -> setAside(view, entry, "The database did not store it."));
        view.stream().acknowledge(entries.stream().map(Entry::id).toList());
        metrics.of(view)
                .recorded(
                        outcome.issued().size(),
                        outcome.replayed().size(),
                        outcome.refused().size());
    }

    private static ClaimState issued(String code) {
        return new ClaimState.Issued(code);
    }

    private static void refuse(CampaignView view, List<Entry> refused) {
        view.scripts().restock("sold-out", refused.stream().map(Entry::user).toList());
        LOG.warn(
                "Campaign {}: {} claims were taken in Redis for which no coupon is left; their receipts say sold-out",
                view.campaign().couponId(),
                refused.size());
    }

    private static void setAside(CampaignView view, Entry entry, String reason) {
        view.stream().setAside(entry, reason);
        LOG.warn("Campaign {}: claim {} was set aside: {}", view.campaign().couponId(), entry.id(), reason);
    }

    private static String rootMessage(Throwable refused) {
        return String.valueOf(root(refused).getMessage());
    }

    private static Throwable root(Throwable refused) {
        var cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
