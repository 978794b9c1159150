package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Configured;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Campaigns as their operator sees and steers them. The database is where a campaign is defined; a change holds in
 * Redis at once, and on the pages of all instances within a second. Thread-safe; throws
 * {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} when Redis or the
 * database does not answer.
 */
@Component
public class Campaigns {

    /** A campaign with what is left of it, which is null while Redis has not answered yet. */
    public record Figures(
            Campaign campaign,
            @Nullable CampaignState state,
            @Nullable Integer left,
            Instant serverTime) {}

    /** What became of a change. */
    public sealed interface ChangeOutcome {

        /** It is stored. */
        record Changed(Figures figures) implements ChangeOutcome {}

        /** There is no such campaign. */
        record Unknown() implements ChangeOutcome {}

        /** More than the wanted stock are taken; nothing was changed. */
        record StockTooLow(long taken) implements ChangeOutcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Campaigns.class);

    private static final class StockTooLowException extends RuntimeException {

        private final long taken;

        StockTooLowException(long taken) {
            super(null, null, false, false);
            this.taken = taken;
        }
    }

    private final CampaignRepository campaigns;
    private final CampaignDirectory directory;
    private final CampaignRecovery recovery;
    private final TransactionTemplate transaction;

    Campaigns(
            CampaignRepository campaigns,
            CampaignDirectory directory,
            CampaignRecovery recovery,
            TransactionTemplate transaction) {
        this.campaigns = campaigns;
        this.directory = directory;
        this.recovery = recovery;
        this.transaction = transaction;
    }

    /** How many there are. */
    public int count() {
        return directory.size();
    }

    /** So many of them, the newest first, after skipping some. */
    public List<Figures> page(long skip, int size) {
        return directory.newestFirst().stream()
                .skip(skip)
                .limit(size)
                .map(this::figures)
                .toList();
    }

    /** One of them, or null if there is none with this id. */
    public @Nullable Figures find(long couponId) {
        var view = directory.find(couponId);
        return view == null ? null : figures(view);
    }

    private Figures figures(CampaignView view) {
        var serverTime = view.serverTime(directory.serverTime());
        var json = view.json();
        return json == null
                ? new Figures(view.campaign(), null, null, serverTime)
                : new Figures(view.campaign(), json.state(serverTime), json.left(), serverTime);
    }

    /** Adds a campaign, whose id and change are not looked at. */
    public Figures add(Campaign wanted) {
        var added = Objects.requireNonNull(transaction.execute(_ -> {
            var numbered = withChange(wanted, campaigns.nextChange());
            return withId(numbered, campaigns.add(numbered));
        }));
        var view = directory.put(added);
        open(view);
        return figures(view);
    }

    /** The campaign is stored by now: what fails here is made up for by the next tick of any instance. */
    private void open(CampaignView view) {
        try {
            recovery.recover(view);
        } catch (RuntimeException away) {
            LOG.debug("Campaign {} is not in Redis yet", view.campaign().couponId(), away);
        }
    }

    /**
     * Changes a campaign.
     *
     * @param change what to make of it; may throw to change nothing
     */
    public ChangeOutcome change(long couponId, UnaryOperator<Campaign> change) {
        requireRedis(couponId);
        try {
            var changed = transaction.execute(_ -> store(couponId, change));
            return changed == null ? new ChangeOutcome.Unknown() : inForce(changed);
        } catch (StockTooLowException refused) {
            return new ChangeOutcome.StockTooLow(refused.taken);
        }
    }

    /** A change that would come into force some time later is none that an operator should be told of as done. */
    private void requireRedis(long couponId) {
        var view = directory.find(couponId);
        if (view != null) {
            view.redis().require();
        }
    }

    /** Closes a campaign now; one that has ended stays as it is. */
    public ChangeOutcome end(long couponId) {
        return change(couponId, campaign -> {
            var now = directory.serverTime();
            return now.isBefore(campaign.closesAt()) ? closing(campaign, now) : campaign;
        });
    }

    /** An end before the opening takes the opening with it. */
    private static Campaign closing(Campaign campaign, Instant now) {
        var opensAt = now.isAfter(campaign.opensAt()) ? campaign.opensAt() : now.minusMillis(1);
        return new Campaign(
                campaign.couponId(),
                campaign.name(),
                campaign.stock(),
                opensAt,
                now,
                campaign.queue(),
                campaign.changed());
    }

    /** A lower stock holds in Redis before it is committed, so that no coupon is taken that is not there any more. */
    private @Nullable Campaign store(long couponId, UnaryOperator<Campaign> change) {
        long number = campaigns.nextChange();
        var stored = campaigns.lock(couponId);
        if (stored == null) {
            return null;
        }
        var changed = withChange(change.apply(stored.campaign()), number);
        if (changed.stock() < stored.campaign().stock()) {
            lower(directory.put(stored.campaign()), changed, stored.issued());
        }
        campaigns.update(changed);
        return changed;
    }

    private static void lower(CampaignView view, Campaign lowered, long issued) {
        if (lowered.stock() < issued) {
            throw new StockTooLowException(issued);
        }
        var answer = view.scripts().configure(lowered, false);
        if (answer.code() == Configured.REFUSED) {
            throw new StockTooLowException(answer.taken());
        }
    }

    private ChangeOutcome inForce(Campaign changed) {
        var view = directory.put(changed);
        view.scripts().configure(changed, false);
        view.follow();
        return new ChangeOutcome.Changed(figures(view));
    }

    private static Campaign withChange(Campaign campaign, long change) {
        return new Campaign(
                campaign.couponId(),
                campaign.name(),
                campaign.stock(),
                campaign.opensAt(),
                campaign.closesAt(),
                campaign.queue(),
                change);
    }

    private static Campaign withId(Campaign campaign, long couponId) {
        return new Campaign(
                couponId,
                campaign.name(),
                campaign.stock(),
                campaign.opensAt(),
                campaign.closesAt(),
                campaign.queue(),
                campaign.changed());
    }
}
