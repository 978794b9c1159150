package io.showgate.campaign;

import io.showgate.campaign.Claimed.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This instance's copy of one campaign: the last snapshot, the people with a claim, and the text that buyers read. It
 * answers a claim if these leave no doubt about the answer. One thread updates it; any thread may ask.
 */
final class CampaignReplica {

    private static final int CHUNK = 5_000;
    private static final int CHUNKS_OF_AN_UPDATE = 20;

    /** The known people with a claim in one generation of the campaign. */
    private record Known(long generation, Claimants people, long nextNumber) {

        static Known nothing(long generation) {
            return new Known(generation, new Claimants(), 0);
        }
    }

    private final CampaignScripts scripts;
    private volatile @Nullable CampaignSnapshot snapshot;
    private volatile @Nullable CampaignJson json;
    private volatile Known known = Known.nothing(-1);

    CampaignReplica(CampaignScripts scripts) {
        this.scripts = scripts;
    }

    /** Takes over a snapshot, after the people with a claim that belong to it. */
    void update(CampaignSnapshot now, Campaign campaign) {
        loadClaimants(now);
        snapshot = now;
        if (now.isServing()) {
            json = new CampaignJson(campaign, now.left());
        }
    }

    /** Keeps only the text that buyers read, for a campaign that is no longer in Redis. */
    void archive(Campaign campaign, int left) {
        json = new CampaignJson(campaign, left);
        snapshot = null;
        known = Known.nothing(-1);
    }

    private void loadClaimants(CampaignSnapshot now) {
        var settings = now.settings();
        if (settings == null) {
            return;
        }
        if (known.generation() != settings.generation()) {
            known = Known.nothing(settings.generation());
        }
        for (int i = 0; i < CHUNKS_OF_AN_UPDATE && known.people().size() < now.taken(); i++) {
            if (!loadChunk()) {
                return;
            }
        }
    }

    /** Begins with the last number, not with the next one: after a recovery two people may have the same number. */
    private boolean loadChunk() {
        var people = known.people();
        long number = known.nextNumber();
        var chunk = scripts.claimants(number, CHUNK);
        chunk.forEach(claimant -> people.add(claimant.user()));
        known = new Known(
                known.generation(),
                people,
                chunk.isEmpty() ? number : chunk.getLast().number());
        return chunk.size() == CHUNK;
    }

    /** The last snapshot, or null before the first. */
    @Nullable
    CampaignSnapshot snapshot() {
        return snapshot;
    }

    /** The text that buyers read, from the last snapshot that was serving; null before the first. */
    @Nullable
    CampaignJson json() {
        return json;
    }

    /** The answer to a user who certainly gets no coupon now, or null if only Redis can tell. */
    @Nullable
    Claimed refusal(String user, Campaign campaign) {
        var now = snapshot;
        if (now == null || !now.isServing() || mayHaveClaimed(user, campaign, now)) {
            return null;
        }
        long nanos = System.nanoTime();
        long opens = campaign.opensAt().toEpochMilli();
        long latest = now.latestNowMillis(nanos);
        if (latest < opens) {
            return new Claimed(Outcome.NOT_OPEN, opens, latest);
        }
        if (now.earliestNowMillis(nanos) >= campaign.closesAt().toEpochMilli()) {
            return Claimed.of(Outcome.ENDED);
        }
        return now.left() == 0 ? Claimed.of(Outcome.SOLD_OUT) : null;
    }

    private boolean mayHaveClaimed(String user, Campaign campaign, CampaignSnapshot now) {
        var settings = now.settings();
        var people = known;
        boolean complete = settings != null
                && settings.changed() == campaign.changed()
                && people.generation() == settings.generation()
                && people.people().size() >= now.taken();
        return !complete || people.people().mayContain(user);
    }

    /** The age of the snapshot. */
    Duration age() {
        var now = snapshot;
        return now == null ? Duration.ofDays(1) : Duration.ofNanos(System.nanoTime() - now.answeredNanos());
    }

    /** The time of Redis, by which campaigns open and close, or the given time before the first snapshot. */
    Instant serverTime(Instant fallback) {
        var now = snapshot;
        return now == null ? fallback : Instant.ofEpochMilli(now.earliestNowMillis(System.nanoTime()));
    }
}
