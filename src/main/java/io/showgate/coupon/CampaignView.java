package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.redis.RedisAvailability;
import io.showgate.redis.RedisTimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One campaign as this instance sees it: its picture, read a few times a second, and who has a claim in it. What these
 * decide beyond doubt is answered from memory (sold out, not open, ended); everything else is asked of Redis. One
 * thread follows; any thread asks.
 */
final class CampaignView {

    private static final int CHUNK = 5_000;
    private static final int CHUNKS_A_TICK = 20;

    /** The people with a claim, as far as they are known, in one generation of the campaign. */
    private record Known(long generation, Claimants people, long nextNumber) {}

    private final CampaignScripts scripts;
    private final ClaimStream stream;
    private final RedisAvailability redis = new RedisAvailability();
    private final ReentrantLock following = new ReentrantLock();
    private volatile Campaign campaign;
    private volatile @Nullable CampaignPicture picture;
    private volatile @Nullable CampaignJson json;
    private volatile Known known = new Known(-1, new Claimants(), 0);
    private volatile boolean claimed;
    private volatile boolean archived;

    CampaignView(Campaign campaign, CampaignScripts scripts, ClaimStream stream) {
        this.campaign = campaign;
        this.scripts = scripts;
        this.stream = stream;
    }

    Campaign campaign() {
        return campaign;
    }

    CampaignScripts scripts() {
        return scripts;
    }

    ClaimStream stream() {
        return stream;
    }

    /** Whether Redis answers for this campaign, as the ticks find out. */
    RedisAvailability redis() {
        return redis;
    }

    /** The last picture, or null before the first. */
    @Nullable
    CampaignPicture picture() {
        return picture;
    }

    /** What buyers read: as of when the campaign was last whole in Redis; null before that. */
    @Nullable
    CampaignJson json() {
        return json;
    }

    /** The same for a campaign that this instance has just heard of, which it looks at first. */
    @Nullable
    CampaignJson jsonNow() {
        if (json == null) {
            redis.require();
            follow();
        }
        return json;
    }

    /** Takes over what an operator changed. */
    void configure(Campaign changed) {
        if (changed.changed() >= campaign.changed()) {
            campaign = changed;
            archived = false;
        }
    }

    /** Looks at the campaign in Redis; one thread at a time. */
    CampaignPicture follow() {
        RedisTimeBudget.lock(following);
        try {
            return look();
        } finally {
            following.unlock();
        }
    }

    private CampaignPicture look() {
        claimed = false;
        var now = scripts.follow();
        loadClaimants(now);
        picture = now;
        if (now.isServing()) {
            json = new CampaignJson(campaign, now.left());
        }
        return now;
    }

    /** Keeps what buyers read of a campaign that is no longer in Redis, and nothing else. */
    void archive(int left) {
        json = new CampaignJson(campaign, left);
        picture = null;
        known = new Known(-1, new Claimants(), 0);
        archived = true;
    }

    /** Whether the campaign is over and no longer in Redis. */
    boolean isArchived() {
        return archived;
    }

    private void loadClaimants(CampaignPicture now) {
        var terms = now.terms();
        if (terms == null) {
            return;
        }
        if (known.generation() != terms.generation()) {
            known = new Known(terms.generation(), new Claimants(), 0);
        }
        for (int i = 0; i < CHUNKS_A_TICK && known.people().size() < now.taken(); i++) {
            if (!loadChunk()) {
                return;
            }
        }
    }

    /** From the last number on, that one included, since after a recovery two people may bear the same. */
    private boolean loadChunk() {
        var people = known.people();
        long number = known.nextNumber();
        var chunk = scripts.claimants(number, CHUNK);
        for (int i = 0; i < chunk.size(); i += 2) {
            people.add(chunk.get(i).toString());
            number = (long) Double.parseDouble(chunk.get(i + 1).toString());
        }
        known = new Known(known.generation(), people, number);
        return chunk.size() == 2 * CHUNK;
    }

    /** Takes a coupon for the user, unless memory knows that there is none to be had. */
    Claimed claim(String user, int backlog) {
        var refused = refusal(user);
        if (refused != null) {
            return refused;
        }
        if (archived) {
            return new Claimed(Claimed.ENDED, 0, 0);
        }
        return take(user, backlog, false);
    }

    /** Puts back the claim of somebody whose receipt proves it. */
    Claimed putBack(String user, int backlog) {
        return take(user, backlog, true);
    }

    private Claimed take(String user, int backlog, boolean putBack) {
        redis.require();
        var answer = scripts.claim(user, backlog, putBack);
        if (answer.code() == Claimed.TAKEN) {
            claimed = true;
        }
        return answer;
    }

    /** Why the user certainly gets nothing, or null if only Redis can tell. */
    private @Nullable Claimed refusal(String user) {
        var now = picture;
        if (now == null || !now.isServing() || mayHaveClaimed(user, now)) {
            return null;
        }
        long nanos = System.nanoTime();
        long opens = campaign.opensAt().toEpochMilli();
        long latest = now.latestNowMillis(nanos);
        if (latest < opens) {
            return new Claimed(Claimed.NOT_OPEN, opens, latest);
        }
        if (now.earliestNowMillis(nanos) >= campaign.closesAt().toEpochMilli()) {
            return new Claimed(Claimed.ENDED, 0, 0);
        }
        return now.left() == 0 ? new Claimed(Claimed.SOLD_OUT, 0, 0) : null;
    }

    private boolean mayHaveClaimed(String user, CampaignPicture now) {
        var terms = now.terms();
        var people = known;
        boolean complete = terms != null
                && terms.changed() == campaign.changed()
                && people.generation() == terms.generation()
                && people.people().size() >= now.taken();
        return !complete || people.people().mayContain(user);
    }

    /** Whether there may be something to record: somebody claimed here a moment ago, or anywhere when last looked. */
    boolean hasSomethingToRecord() {
        var now = picture;
        return now == null || now.inStream() > 0 || claimed;
    }

    /** Whether people are claiming here right now, and what waits to be recorded is far from the most that may. */
    boolean isRushed(int backlog) {
        var now = picture;
        return claimed && now != null && now.inStream() < backlog / 2;
    }

    /** How old the picture is. */
    Duration age() {
        var now = picture;
        return now == null ? Duration.ofDays(1) : Duration.ofNanos(System.nanoTime() - now.answeredNanos());
    }

    /** The clock that campaigns go by, which is that of Redis as far as this instance can tell; else its own. */
    Instant serverTime(Instant own) {
        var now = picture;
        return now == null ? own : Instant.ofEpochMilli(now.earliestNowMillis(System.nanoTime()));
    }
}
