package io.showgate.campaign;

import io.showgate.campaign.CampaignScripts.Configured;
import io.showgate.campaign.LiveCampaign.Figures;
import io.showgate.campaign.LiveCampaign.Stored;
import io.showgate.database.DatabaseGuard;
import io.showgate.recording.RecordStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * All campaigns in this instance's memory, so that no claim asks the database for its campaign. It is filled from the
 * database when the instance starts, and {@link #refresh} reads later changes. Changes of settings go through it too:
 * they are stored in the database and hold in Redis at once. Thread-safe; methods throw
 * {@link org.redisson.client.RedisException} or {@link DataAccessException} if Redis or the database is needed and does
 * not answer in time.
 */
@Component
public class CampaignRegistry {

    /** The result of a change. */
    public sealed interface ChangeOutcome {

        /** It is stored and in force. */
        record Changed(Figures figures) implements ChangeOutcome {}

        /** There is no such campaign. */
        record Unknown() implements ChangeOutcome {}

        /** More coupons are taken than the wanted stock; nothing was changed. */
        record StockTooLow(long taken) implements ChangeOutcome {}
    }

    private static final class StockTooLowException extends RuntimeException {

        private final long taken;

        StockTooLowException(long taken) {
            super(null, null, false, false);
            this.taken = taken;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRegistry.class);
    private static final Duration BETWEEN_LOOKUPS = Duration.ofMillis(200);

    private final NavigableMap<Long, LiveCampaign> all = new ConcurrentSkipListMap<>();
    private final CampaignRepository campaigns;
    private final CampaignScripts.Loaded scripts;
    private final RecordStream.Factory streams;
    private final CampaignGauges gauges;
    private final CampaignProperties properties;
    private final Clock clock;
    private final CampaignPoller poller = new CampaignPoller();
    private final ReentrantLock lookup = new ReentrantLock();
    private long lastLookupNanos = System.nanoTime();
    private long lastChange;

    CampaignRegistry(
            CampaignRepository campaigns,
            RedissonClient redisson,
            RecordStream.Factory streams,
            CampaignGauges gauges,
            CampaignProperties properties,
            Clock clock) {
        this.campaigns = campaigns;
        scripts = CampaignScripts.Loaded.with(redisson, () -> "");
        this.streams = streams;
        this.gauges = gauges;
        this.properties = properties;
        this.clock = clock;
    }

    /** The campaign with this id, or null. Finds also a campaign that another instance added a moment ago. */
    public @Nullable LiveCampaign find(long couponId) {
        var known = all.get(couponId);
        if (known == null && lookup.tryLock()) {
            try {
                lookForNew();
            } finally {
                lookup.unlock();
            }
        }
        return known == null ? all.get(couponId) : known;
    }

    /** Asks the database a few times a second at most; while it is away there is nothing new. */
    private void lookForNew() {
        if (System.nanoTime() - lastLookupNanos < BETWEEN_LOOKUPS.toNanos()) {
            return;
        }
        lastLookupNanos = System.nanoTime();
        try {
            DatabaseGuard.inTime(() -> {
                refresh();
                return true;
            });
        } catch (DataAccessException away) {
            LOG.debug("Could not look for new campaigns", away);
        }
    }

    /** All campaigns, the newest first. */
    public Collection<LiveCampaign> newestFirst() {
        return all.descendingMap().values();
    }

    /** The number of campaigns. */
    public int size() {
        return all.size();
    }

    /** The campaigns that are in Redis, or should be. */
    public List<LiveCampaign> live() {
        return all.values().stream().filter(campaign -> !campaign.isArchived()).toList();
    }

    /** The clock that campaigns go by, as far as this instance knows it. */
    public Instant serverTime() {
        var own = clock.instant();
        return all.values().stream()
                .filter(campaign -> campaign.snapshot() != null)
                .findFirst()
                .map(campaign -> campaign.serverTime(own))
                .orElse(own);
    }

    /** How often an instance reads each campaign. */
    public Duration pollInterval() {
        return properties.tick();
    }

    /**
     * Polls all live campaigns, one after the other; one thread at a time.
     *
     * @param polled called for each campaign that was read
     * @throws RuntimeException the first failure, which ends the round
     */
    public void poll(Consumer<LiveCampaign> polled) {
        var live = live();
        live.forEach(gauges::register);
        poller.poll(live, polled);
    }

    /** Reads the changes of operators. */
    public synchronized void refresh() {
        for (var campaign : campaigns.changedAfter(lastChange)) {
            put(campaign);
            lastChange = campaign.changed();
        }
    }

    /** Adds a campaign, whose id and change are given here. Redis does not know it yet. */
    public LiveCampaign add(Campaign wanted) {
        return put(campaigns.add(wanted));
    }

    /**
     * Changes a campaign.
     *
     * @param change makes the new settings; it may throw to change nothing
     */
    public ChangeOutcome change(long couponId, UnaryOperator<Campaign> change) {
        requireRedis(couponId);
        try {
            var changed = campaigns.change(couponId, (stored, number) -> apply(change, stored, number));
            return changed == null ? new ChangeOutcome.Unknown() : inForce(changed);
        } catch (StockTooLowException refused) {
            return new ChangeOutcome.StockTooLow(refused.taken);
        }
    }

    /** An operator must not be told that a change is done if it comes into force only when Redis returns. */
    private void requireRedis(long couponId) {
        var campaign = find(couponId);
        if (campaign != null) {
            campaign.requireRedis();
        }
    }

    /** A lower stock holds in Redis before it is committed, so that no coupon is taken that no longer exists. */
    private Campaign apply(UnaryOperator<Campaign> change, Stored stored, long number) {
        var changed = change.apply(stored.campaign()).withChanged(number);
        if (changed.stock() < stored.campaign().stock()) {
            lower(put(stored.campaign()), changed, stored.issued());
        }
        return changed;
    }

    private static void lower(LiveCampaign campaign, Campaign lowered, long issued) {
        if (lowered.stock() < issued) {
            throw new StockTooLowException(issued);
        }
        var answer = campaign.lower(lowered);
        if (answer.result() == Configured.Result.REFUSED) {
            throw new StockTooLowException(answer.taken());
        }
    }

    private ChangeOutcome inForce(Campaign changed) {
        var campaign = put(changed);
        campaign.applyChange();
        return new ChangeOutcome.Changed(campaign.figures(serverTime()));
    }

    /** Removes a campaign from Redis that is over and has nothing left to do, and its meters. */
    public void retire(LiveCampaign campaign) {
        if (campaign.retire()) {
            gauges.remove(campaign);
        }
    }

    private LiveCampaign put(Campaign campaign) {
        var live = all.computeIfAbsent(campaign.couponId(), _ -> live(campaign));
        live.replaceWith(campaign);
        return live;
    }

    private LiveCampaign live(Campaign campaign) {
        long id = campaign.couponId();
        var keys = CampaignKeys.of(id);
        return new LiveCampaign(
                campaign,
                new CampaignScripts(scripts, id),
                streams.stream(keys.stream(), keys.deadLetters()),
                campaigns,
                properties,
                clock);
    }
}
