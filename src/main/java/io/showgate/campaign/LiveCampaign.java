package io.showgate.campaign;

import io.showgate.campaign.Campaign.Figures;
import io.showgate.campaign.Campaign.Stored;
import io.showgate.campaign.LiveCampaign.Claimed.Outcome;
import io.showgate.recording.RecordStream;
import io.showgate.recording.Recordable;
import io.showgate.redis.RedisAvailability;
import io.showgate.redis.RedisTimeBudget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One campaign in Redis, in the database and in this instance's memory. A claim is answered from memory where the last
 * snapshot leaves no doubt (sold out, not open, ended), and by Redis otherwise. Thread-safe; methods throw
 * {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} if Redis or the
 * database is needed and does not answer in time.
 */
public final class LiveCampaign {

    /**
     * The answer to a claim.
     *
     * @param opensMillis the time of the opening if the campaign is not open yet, ms since the epoch, else 0
     * @param nowMillis the time of Redis in that case, ms since the epoch, else 0
     */
    public record Claimed(Outcome outcome, long opensMillis, long nowMillis) {

        /** The codes of {@code claim.lua}. */
        public enum Outcome {
            /** A coupon was taken now. */
            TAKEN,
            /** The user has a claim from before. */
            TAKEN_BEFORE,
            /** No coupon is left. */
            SOLD_OUT,
            /** The campaign is not open yet. */
            NOT_OPEN,
            /** The campaign has ended. */
            ENDED,
            /** The campaign is being recovered; nothing was taken. */
            CLOSED,
            /** Too many claims wait to be recorded; nothing was taken. */
            BACKLOG
        }

        static Claimed of(Outcome outcome) {
            return new Claimed(outcome, 0, 0);
        }

        /** The time of the opening, if the campaign is not open yet. */
        public Instant opensAt() {
            return Instant.ofEpochMilli(opensMillis);
        }

        /** The time until the opening, if the campaign is not open yet. */
        public Duration opensIn() {
            return Duration.ofMillis(opensMillis - nowMillis);
        }
    }

    /**
     * The claims of some users in Redis.
     *
     * @param settled false while the campaign is missing or being recovered: a missing claim means nothing then
     * @param reasons the users with a claim, each with the reason why their coupon went back to the stock, or empty
     */
    public record Found(boolean settled, Map<String, String> reasons) {

        /** True if the user has a claim whose coupon did not go back to the stock. */
        public boolean holds(String user) {
            return "".equals(reasons.get(user));
        }
    }

    /**
     * A claim that cannot be recorded.
     *
     * @param entryId its id among the dead letters
     * @param userId the user who claimed, or the text in that place, which may be empty
     * @param reason why it cannot be recorded
     * @param claimedAt the time of the claim
     */
    public record DeadLetter(String entryId, String userId, String reason, Instant claimedAt) {}

    /** The most dead letters that are read. */
    private static final int MOST_DEAD_LETTERS = 1_000;

    private final CampaignScripts scripts;
    private final RecordStream stream;
    private final CampaignRepository campaigns;
    private final CampaignProperties properties;
    private final Clock clock;
    private final CampaignReplica replica;
    private final RedisAvailability redis = new RedisAvailability();
    private final ReentrantLock polling = new ReentrantLock();
    private volatile Campaign campaign;
    private volatile boolean claimed;
    private volatile boolean archived;

    LiveCampaign(
            Campaign campaign,
            CampaignScripts scripts,
            RecordStream stream,
            CampaignRepository campaigns,
            CampaignProperties properties,
            Clock clock) {
        this.campaign = campaign;
        this.scripts = scripts;
        this.stream = stream;
        this.campaigns = campaigns;
        this.properties = properties;
        this.clock = clock;
        replica = new CampaignReplica(scripts);
    }

    /** The settings that this instance uses. */
    public Campaign campaign() {
        return campaign;
    }

    /** Replaces the settings, unless the given ones are older. */
    void replaceWith(Campaign changed) {
        if (changed.changed() >= campaign.changed()) {
            campaign = changed;
            archived = false;
        }
    }

    /** True if the last snapshot says that claims are taken. */
    public boolean isServing() {
        var now = replica.snapshot();
        return now != null && now.isServing();
    }

    /** True if the stock in Redis does not follow from the claims there, although the campaign is open. */
    public boolean contradictsItself() {
        var now = replica.snapshot();
        return now != null && now.isServing() && !now.addsUp();
    }

    /** True if the campaign is over and no longer in Redis. */
    public boolean isArchived() {
        return archived;
    }

    /** True if the campaign ended so long ago that it may leave Redis. */
    public boolean isOver() {
        return !clock.instant().isBefore(campaign.closesAt().plus(properties.keep()));
    }

    /** The time of Redis, which campaigns go by, or the given time before the first answer. */
    public Instant serverTime(Instant fallback) {
        return replica.serverTime(fallback);
    }

    /** The campaign for an operator. */
    public Figures figures(Instant fallbackTime) {
        var serverTime = serverTime(fallbackTime);
        var json = replica.json();
        return json == null
                ? new Figures(campaign, null, null, serverTime)
                : new Figures(campaign, json.state(serverTime), json.left(), serverTime);
    }

    /** Appends the campaign as buyers read it; false if Redis has not answered for it yet. */
    public boolean appendTo(StringBuilder json, Instant fallbackTime) {
        var text = replica.json();
        if (text != null) {
            text.appendTo(json, serverTime(fallbackTime));
        }
        return text != null;
    }

    /** Polls a campaign that was never polled on this instance, so that buyers can read it at once. */
    public void pollIfNew() {
        if (replica.json() == null) {
            redis.require();
            poll();
        }
    }

    /** Takes a coupon for the user, unless the snapshot already shows that the user gets none. */
    public Claimed claim(String user) {
        var refused = replica.refusal(user, campaign);
        if (refused != null) {
            return refused;
        }
        return archived ? Claimed.of(Outcome.ENDED) : take(user, false);
    }

    /** Puts back the claim of a user whose receipt proves it. */
    public Claimed putBack(String user) {
        return take(user, true);
    }

    private Claimed take(String user, boolean putBack) {
        redis.require();
        var answer = scripts.claim(user, properties.backlog(), putBack);
        if (answer.outcome() == Outcome.TAKEN) {
            claimed = true;
        }
        return answer;
    }

    /** The claims of these users. */
    public Found find(Collection<String> users) {
        redis.require();
        return scripts.find(users);
    }

    /**
     * Puts the coupons of these users back into the stock, each once however often it is repeated.
     *
     * @param reason the reason that their receipts show
     * @return how many went back now
     */
    public long restock(String reason, Collection<String> users) {
        return scripts.restock(reason, users);
    }

    /**
     * Returns if Redis answers for this campaign.
     *
     * @throws org.redisson.client.RedisException if it did not answer the last times
     */
    public void requireRedis() {
        redis.require();
    }

    /** The availability of Redis for this campaign, which the poller updates. */
    RedisAvailability redis() {
        return redis;
    }

    /** Reads the campaign from Redis and replaces the current snapshot; one thread at a time. */
    public void poll() {
        RedisTimeBudget.lock(polling);
        try {
            claimed = false;
            replica.update(scripts.follow(), campaign);
        } finally {
            polling.unlock();
        }
    }

    /** Reads the campaign from Redis and leaves the current snapshot as it is. */
    public CampaignSnapshot readSnapshot() {
        return scripts.follow();
    }

    /** The age of the snapshot to go by. */
    Duration age() {
        return replica.age();
    }

    /** The snapshot to go by, or null before the first. */
    @Nullable
    CampaignSnapshot snapshot() {
        return replica.snapshot();
    }

    /** The campaign in the database, or null if it is not there. */
    public @Nullable Stored stored() {
        return campaigns.find(campaign.couponId());
    }

    /**
     * Issues coupons in one transaction. It locks the campaign's row, so that batches, returns and changes of one
     * campaign exclude each other on all instances.
     *
     * @param work writes the coupons; its argument is the number that may still be issued
     * @param issued how many coupons the work has issued
     * @return the result of the work, or null if the database has no such campaign
     */
    public <T> @Nullable T issue(IntFunction<T> work, ToIntFunction<T> issued) {
        long id = campaign.couponId();
        return campaigns.locked(id, stored -> {
            var result = work.apply(stored.room());
            campaigns.addIssued(id, issued.applyAsInt(result));
            return result;
        });
    }

    /**
     * Takes one issued coupon back in one transaction, with the campaign's row locked.
     *
     * @param work marks the coupon as given back; false if there is nothing to mark
     * @return the result of the work; false too if the database has no such campaign
     */
    public boolean takeBack(BooleanSupplier work) {
        long id = campaign.couponId();
        return Boolean.TRUE.equals(campaigns.locked(id, _ -> {
            boolean marked = work.getAsBoolean();
            if (marked) {
                campaigns.addGivenBack(id);
            }
            return marked;
        }));
    }

    /** The campaign in Redis, for the other types of this module. */
    CampaignScripts scripts() {
        return scripts;
    }

    /** True if a claim was taken here since the last snapshot. */
    boolean isClaimedNow() {
        return claimed;
    }

    /** The most claims that may wait to be recorded. */
    int backlog() {
        return properties.backlog();
    }

    /** Removes a campaign from Redis that is over and has nothing left to do; false if it is still there. */
    boolean retire() {
        scripts.forget(properties.keep());
        var stored = stored();
        if (stored == null) {
            return false;
        }
        poll();
        var now = replica.snapshot();
        boolean gone = now != null && now.settings() == null;
        if (gone) {
            replica.archive(campaign, stored.room());
            archived = true;
        }
        return gone;
    }

    /**
     * Closes the campaign, so that this instance recovers it.
     *
     * @param force true to close it even if it is open and nothing seems wrong
     * @return null if another instance recovers it or it is open
     */
    public @Nullable ClosedCampaign close(boolean force) {
        return ClosedCampaign.close(this, force);
    }

    /** The dead letters, the oldest first, {@value #MOST_DEAD_LETTERS} at most. */
    public List<DeadLetter> deadLetters() {
        return stream.deadLetters(MOST_DEAD_LETTERS).stream()
                .map(LiveCampaign::deadLetter)
                .toList();
    }

    private static DeadLetter deadLetter(RecordStream.DeadLetter letter) {
        var entry = letter.entry();
        return new DeadLetter(letter.id(), entry.field("user"), letter.reason(), entry.madeAt());
    }

    /** Hands a dead letter to the recording again; false if there is none with this id. */
    public boolean retry(String id) {
        return stream.retry(id);
    }

    /**
     * Gives up a dead letter and puts its coupon back into the stock; false if there is none with this id.
     *
     * @param reason the reason that its receipt shows
     */
    public boolean discard(String id, String reason) {
        return scripts.discard(id, reason);
    }

    /** This campaign as a subject to record. The given batches write its claims. */
    public Recordable recordable(Recordable.Batches batches) {
        return new CampaignRecordable(this, stream, batches);
    }
}
