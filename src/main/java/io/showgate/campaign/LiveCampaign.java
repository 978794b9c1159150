package io.showgate.campaign;

import io.showgate.campaign.Campaign.Figures;
import io.showgate.campaign.Claimed.Outcome;
import io.showgate.recording.RecordStream;
import io.showgate.recording.Recordable;
import io.showgate.redis.RedisAvailability;
import io.showgate.redis.RedisTimeBudget;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One campaign in Redis and in this instance's memory. A claim is answered from memory where the last snapshot leaves
 * no doubt (sold out, not open, ended), and by Redis otherwise. Thread-safe; methods throw
 * {@link org.redisson.client.RedisException} if Redis is needed and does not answer in time.
 */
public final class LiveCampaign {

    private final CampaignScripts scripts;
    private final RecordStream stream;
    private final int backlog;
    private final CampaignReplica replica;
    private final RedisAvailability redis = new RedisAvailability();
    private final ReentrantLock polling = new ReentrantLock();
    private volatile Campaign campaign;
    private volatile boolean claimed;
    private volatile boolean archived;

    LiveCampaign(Campaign campaign, CampaignScripts scripts, RecordStream stream, int backlog) {
        this.campaign = campaign;
        this.scripts = scripts;
        this.stream = stream;
        this.backlog = backlog;
        replica = new CampaignReplica(scripts);
    }

    /** The text that all keys of the campaign in Redis begin with. */
    public String redisKeys() {
        return CampaignKeys.prefix(identity());
    }

    /** The settings that this instance uses. */
    public Campaign campaign() {
        return campaign;
    }

    /** The identity of the campaign, which never changes. */
    public CampaignIdentity identity() {
        return campaign.identity();
    }

    /** Replaces the settings, unless the given ones are older. */
    void replaceWith(Campaign changed) {
        if (changed.changed() >= campaign.changed()) {
            restoreTo(changed);
        }
    }

    /** Replaces the settings, also by older ones, as after a restoration of the database. */
    void restoreTo(Campaign stored) {
        if (!stored.equals(campaign)) {
            campaign = stored;
            archived = false;
        }
    }

    /** Ends all work for a campaign that the database does not have any more. Redis keeps what it has. */
    void withdraw() {
        archived = true;
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

    /** True if this instance does nothing more for the campaign: it is over and no longer in Redis, or it is gone. */
    public boolean isArchived() {
        return archived;
    }

    /** The time of Redis, by which campaigns open and close, or the given time before the first answer. */
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
        var answer = scripts.claim(user, backlog, putBack);
        if (answer.outcome() == Outcome.TAKEN) {
            claimed = true;
        }
        return answer;
    }

    /** The claims of these users. */
    public FoundClaims find(Collection<String> users) {
        return scripts.find(users);
    }

    /** Puts the coupons of these users back into the stock, each once. Their receipts show the reason. */
    public void restock(String reason, Collection<String> users) {
        scripts.restock(reason, users);
    }

    /** Returns normally if Redis answers for this campaign, and throws at once if it did not answer the last polls. */
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

    /** This instance's copy, for the other types of this module. */
    CampaignReplica replica() {
        return replica;
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
        return backlog;
    }

    /** Keeps only the text that buyers read, with these coupons left; false if the campaign is still in Redis. */
    boolean archive(int left) {
        poll();
        var now = replica.snapshot();
        boolean gone = now != null && now.settings() == null;
        if (gone) {
            replica.archive(campaign, left);
            archived = true;
        }
        return gone;
    }

    /** The claims that cannot be recorded. */
    public CampaignDeadLetters deadLetters() {
        return new CampaignDeadLetters(stream, scripts);
    }

    /** This campaign as a subject to record. The given batches write its claims. */
    public Recordable recordable(Recordable.Batches batches) {
        return new CampaignRecordable(this, stream, batches);
    }
}
