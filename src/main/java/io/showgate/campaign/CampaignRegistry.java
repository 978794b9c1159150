package io.showgate.campaign;

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
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * All campaigns, in this instance's memory, so that no claim has to read its campaign from the database. It is filled
 * from the database when the instance starts, and {@link #refresh} reads later changes. Thread-safe; methods throw
 * {@link org.redisson.client.RedisException} or {@link DataAccessException} if Redis or the database is needed and does
 * not answer in time.
 */
@Component
public class CampaignRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRegistry.class);
    private static final Duration BETWEEN_LOOKUPS = Duration.ofMillis(200);

    private final NavigableMap<Long, LiveCampaign> all = new ConcurrentSkipListMap<>();
    private final CampaignRepository campaigns;
    private final CampaignScripts.Loaded scripts;
    private final RecordStream.Factory streams;
    private final CampaignGauges gauges;
    private final CampaignProperties properties;
    private final Clock clock;
    private final CampaignRefresh refresh;
    private final EarlierCampaigns earlier;
    private final CampaignPoller poller = new CampaignPoller();
    private final ReentrantLock lookup = new ReentrantLock();
    private long lastLookupNanos = System.nanoTime();

    CampaignRegistry(
            CampaignRepository campaigns,
            RedissonClient redisson,
            RecordStream.Factory streams,
            CampaignGauges gauges,
            CampaignProperties properties,
            Clock clock) {
        this.campaigns = campaigns;
        scripts = CampaignScripts.Loaded.with(redisson, () -> "");
        refresh = new CampaignRefresh(campaigns);
        earlier = new EarlierCampaigns(scripts);
        this.streams = streams;
        this.gauges = gauges;
        this.properties = properties;
        this.clock = clock;
    }

    /** The campaign with this id, or null. It also finds a campaign that another instance added a moment ago. */
    public @Nullable LiveCampaign find(long couponId) {
        var known = all.get(couponId);
        if (known == null) {
            lookForNew();
            known = all.get(couponId);
        }
        return known;
    }

    /** The campaign with this identity, or null; otherwise as {@link #find(long)}. */
    public @Nullable LiveCampaign find(CampaignIdentity campaign) {
        var known = find(campaign.couponId());
        if (known != null && !known.identity().equals(campaign)) {
            lookForNew();
            known = all.get(campaign.couponId());
        }
        return known != null && known.identity().equals(campaign) ? known : null;
    }

    private void lookForNew() {
        if (lookup.tryLock()) {
            try {
                refreshAtTimes();
            } finally {
                lookup.unlock();
            }
        }
    }

    /** Asks the database a few times a second at most. While the database is away, no campaign can be new. */
    private void refreshAtTimes() {
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

    /** The time of Redis, by which campaigns open and close, as far as this instance knows it. */
    public Instant serverTime() {
        var own = clock.instant();
        return all.values().stream()
                .filter(campaign -> campaign.replica().snapshot() != null)
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
        earlier.check(live);
    }

    /** Reads what has changed in the database. */
    public synchronized void refresh() {
        refresh.run(this);
    }

    /** Removes a campaign that the database does not have any more. */
    void remove(LiveCampaign campaign) {
        if (all.remove(campaign.identity().couponId(), campaign)) {
            earlier.gone(campaign);
            withdraw(campaign);
        }
    }

    /** True if a campaign ended so long ago that it may leave Redis. */
    public boolean isOver(LiveCampaign campaign) {
        return !clock.instant().isBefore(campaign.campaign().closesAt().plus(properties.keep()));
    }

    /** Removes a campaign from Redis that is over and has nothing left to do, and its meters. */
    public void retire(LiveCampaign campaign) {
        campaign.scripts().forget(properties.keep());
        var stored = campaigns.find(campaign.identity());
        if (stored != null && campaign.archive(stored.room())) {
            gauges.remove(campaign);
        }
    }

    /** Takes over a campaign that was added or changed. */
    LiveCampaign put(Campaign campaign) {
        var live = all.computeIfAbsent(campaign.couponId(), _ -> live(campaign));
        if (!live.identity().equals(campaign.identity())) {
            all.replace(campaign.couponId(), live, live(campaign));
            withdraw(live);
            return put(campaign);
        }
        live.replaceWith(campaign);
        return live;
    }

    private void withdraw(LiveCampaign campaign) {
        campaign.withdraw();
        gauges.remove(campaign);
    }

    private LiveCampaign live(Campaign campaign) {
        var keys = CampaignKeys.of(campaign.identity());
        return new LiveCampaign(
                campaign,
                new CampaignScripts(scripts, campaign.identity()),
                streams.stream(keys.stream(), keys.deadLetters()),
                properties.backlog());
    }
}
