package io.showgate.claim;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.LiveCampaign;
import io.showgate.claim.ClaimRecorder.Outcome;
import io.showgate.claim.ClaimRecorder.StreamedClaim;
import io.showgate.recording.RecordStream.Entry;
import io.showgate.recording.Recordable;
import io.showgate.recording.Recordable.Rejected;
import io.showgate.recording.RecordingWorkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The threads of this instance that record claims. After each commit they wake the requests that wait for these claims.
 * If the database has no coupon left for a claim, they put its coupon back into the stock of Redis. Thread-safe.
 */
@Component
class ClaimRecording extends RecordingWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimRecording.class);

    private final CampaignRegistry campaigns;
    private final ClaimRecorder recorder;
    private final ReceiptWaiters waiters;
    private final ClaimMeters meters;
    private final Map<LiveCampaign, Recordable> recordables = new ConcurrentHashMap<>();
    private volatile boolean able = true;

    ClaimRecording(
            CampaignRegistry campaigns,
            ClaimRecorder recorder,
            ReceiptWaiters waiters,
            ClaimMeters meters,
            RecordingProperties properties,
            MeterRegistry registry) {
        super("coupon-writer", properties.writers(), properties.batch(), properties.takeover());
        this.campaigns = campaigns;
        this.recorder = recorder;
        this.waiters = waiters;
        this.meters = meters;
        Gauge.builder("coupon.recording", this, recording -> recording.able ? 1 : 0)
                .description("1 while this instance can record claims")
                .register(registry);
    }

    @Override
    protected Collection<Recordable> live() {
        var live = campaigns.live();
        if (recordables.size() > live.size()) {
            recordables.keySet().removeIf(LiveCampaign::isArchived);
        }
        return live.stream().map(this::recordable).toList();
    }

    /**
     * A campaign that comes back after it was gone is another object, although its identity is the same. The meters
     * exist before the first claim, so that the first one counts as an increase.
     */
    private Recordable recordable(LiveCampaign campaign) {
        meters.of(campaign);
        return recordables.computeIfAbsent(campaign, _ -> campaign.recordable(new Batches(campaign)));
    }

    @Override
    protected void failed(Throwable cause) {
        able = false;
        LOG.warn("Claims cannot be recorded for now; they wait in Redis, nothing is lost: {}", cause.toString());
    }

    @Override
    protected void resumed() {
        able = true;
        LOG.info("Claims are recorded again");
    }

    /** The batches of one campaign. */
    private final class Batches implements Recordable.Batches {

        private final LiveCampaign campaign;

        private Batches(LiveCampaign campaign) {
            this.campaign = campaign;
        }

        @Override
        public List<Rejected> record(List<Entry> entries) {
            var rejected = new ArrayList<Rejected>();
            var batch = new ArrayList<StreamedClaim>(entries.size());
            for (var entry : entries) {
                var claim = StreamedClaim.of(entry);
                if (claim == null) {
                    rejected.add(new Rejected(entry, "It is not a claim: no valid user or number."));
                } else {
                    batch.add(claim);
                }
            }
            if (!batch.isEmpty()) {
                rejected.addAll(recordClaims(batch));
            }
            return rejected;
        }

        private List<Rejected> recordClaims(List<StreamedClaim> batch) {
            var identity = campaign.identity();
            var outcome = recorder.record(identity, batch);
            if (outcome == null) {
                return rejected(batch, "The database has no campaign " + identity.text() + '.');
            }
            outcome.issued()
                    .forEach(
                            (user, code) -> waiters.settled(new ClaimKey(identity, user), new ClaimState.Issued(code)));
            if (!outcome.refused().isEmpty()) {
                refuse(identity.couponId(), outcome.refused());
            }
            count(batch, outcome);
            return rejected(outcome.unwritable(), "The database did not store it.");
        }

        private static List<Rejected> rejected(List<StreamedClaim> claims, String reason) {
            return claims.stream()
                    .map(claim -> new Rejected(claim.entry(), reason))
                    .toList();
        }

        private void refuse(long couponId, List<StreamedClaim> refused) {
            campaign.restock(
                    "sold-out", refused.stream().map(StreamedClaim::user).toList());
            LOG.warn(
                    "Campaign {}: {} claims were taken in Redis for which no coupon is left; their receipts say"
                            + " sold-out",
                    couponId,
                    refused.size());
        }

        private void count(List<StreamedClaim> batch, Outcome outcome) {
            var ofCampaign = meters.of(campaign);
            ofCampaign.recorded(
                    outcome.issued().size(),
                    outcome.replayed().size(),
                    outcome.refused().size());
            var now = campaign.serverTime(campaigns.serverTime());
            batch.forEach(
                    claim -> ofCampaign.delayed(Duration.between(claim.entry().madeAt(), now)));
        }

        @Override
        public void finished(int entries, Duration took) {
            meters.of(campaign).batch(entries, took);
        }
    }
}
