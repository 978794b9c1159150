package io.showgate.coupon;

import io.showgate.database.DatabaseGuard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * All campaigns, in this instance's memory: read from the database at the start, and once a second those that operators
 * have added or changed since. A claim never has to ask the database what is claimed. Thread-safe.
 */
@Component
class CampaignDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignDirectory.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final NavigableMap<Long, CampaignView> views = new ConcurrentSkipListMap<>();
    private final CampaignRepository campaigns;
    private final CampaignScripts.Loaded scripts;
    private final ClaimStream.Loaded streams;
    private final CouponProperties properties;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private long lookedNanos = System.nanoTime();
    private long lastChange;

    CampaignDirectory(CampaignRepository campaigns, RedissonClient redisson, CouponProperties properties, Clock clock) {
        this.campaigns = campaigns;
        scripts = CampaignScripts.Loaded.with(redisson, () -> "");
        streams = ClaimStream.Loaded.with(redisson);
        this.properties = properties;
        this.clock = clock;
    }

    /** The campaign with this id, or null; one that another instance added a moment ago is looked for. */
    @Nullable
    CampaignView find(long couponId) {
        var known = views.get(couponId);
        if (known == null && looking.tryLock()) {
            try {
                lookForNew();
            } finally {
                looking.unlock();
            }
        }
        return known == null ? views.get(couponId) : known;
    }

    /** A few times a second at most, whatever is asked for; while the database is away there is nothing new. */
    private void lookForNew() {
        if (System.nanoTime() - lookedNanos < LOOK_AGAIN.toNanos()) {
            return;
        }
        lookedNanos = System.nanoTime();
        try {
            DatabaseGuard.inTime(() -> {
                refresh();
                return true;
            });
        } catch (DataAccessException away) {
            LOG.debug("Could not look for new campaigns", away);
        }
    }

    /** All of them, the newest first. */
    Collection<CampaignView> newestFirst() {
        return views.descendingMap().values();
    }

    int size() {
        return views.size();
    }

    /** Those that are in Redis, or should be. */
    List<CampaignView> live() {
        return views.values().stream().filter(view -> !view.isArchived()).toList();
    }

    /** Whether a campaign is so long over that it may leave Redis. */
    boolean isOver(CampaignView view) {
        return !clock.instant().isBefore(view.campaign().closesAt().plus(properties.keep()));
    }

    /** The clock that campaigns go by, as far as this instance can tell. */
    Instant serverTime() {
        var own = clock.instant();
        return views.values().stream()
                .filter(view -> view.picture() != null)
                .findFirst()
                .map(view -> view.serverTime(own))
                .orElse(own);
    }

    /**
     * Reads what operators changed.
     *
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    synchronized void refresh() {
        for (var stored : campaigns.changedAfter(lastChange)) {
            put(stored.campaign());
            lastChange = stored.campaign().changed();
        }
    }

    /** Takes over one campaign that was just added or changed here. */
    CampaignView put(Campaign campaign) {
        var view = views.computeIfAbsent(campaign.couponId(), _ -> view(campaign));
        view.configure(campaign);
        return view;
    }

    private CampaignView view(Campaign campaign) {
        long id = campaign.couponId();
        return new CampaignView(campaign, new CampaignScripts(scripts, id), new ClaimStream(streams, id));
    }
}
