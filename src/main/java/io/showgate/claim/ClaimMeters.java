package io.showgate.claim;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showgate.campaign.CampaignMeters;
import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.LiveCampaign;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The meters of claims. They count the work of this instance, so that the sum over all instances is the whole. Each
 * meter is looked up once for a campaign, not in a request. Thread-safe.
 */
@Component
class ClaimMeters {

    private final CampaignMeters<OfCampaign> campaigns;

    ClaimMeters(MeterRegistry registry) {
        campaigns = new CampaignMeters<>(registry, couponId -> new OfCampaign(registry, Long.toString(couponId)));
    }

    OfCampaign of(LiveCampaign campaign) {
        return campaigns.of(campaign);
    }

    /** The meters of one campaign. */
    static final class OfCampaign {

        private static final Duration[] DELAYS = {
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1)
        };

        private final MeterRegistry registry;
        private final String coupon;
        private final Map<Outcome, Counter> claims = new EnumMap<>(Outcome.class);
        private final Counter recorded;
        private final Counter replays;
        private final Counter refused;
        private final Counter givenBack;
        private final Counter putBack;
        private final Counter lost;
        private final Timer record;
        private final Timer delay;
        private final DistributionSummary batchSize;

        private OfCampaign(MeterRegistry registry, String coupon) {
            this.registry = registry;
            this.coupon = coupon;
            for (var outcome : Outcome.values()) {
                claims.put(outcome, counter("coupon.claims", "Claims, by answer", "outcome", name(outcome)));
            }
            recorded = counter("coupon.recorded", "Claims that this instance recorded");
            replays = counter("coupon.replays", "Claims that this instance found recorded already");
            refused = counter("coupon.refused", "Claims taken in Redis for which the database had no coupon left");
            givenBack = counter("coupon.given.back", "Coupons given back through this instance");
            putBack = counter("coupon.put.back", "Claims that Redis had lost, put back by their receipts");
            lost = counter("coupon.lost", "Answers that a claim was lost and no coupon was left to put it back");
            record = Timer.builder("coupon.record")
                    .description("The time from reading a batch to acknowledging it")
                    .tag(CampaignMeters.TAG, coupon)
                    .register(registry);
            delay = Timer.builder("coupon.recording.delay")
                    .description("The time from a claim to its commit")
                    .tag(CampaignMeters.TAG, coupon)
                    .serviceLevelObjectives(DELAYS)
                    .register(registry);
            batchSize = DistributionSummary.builder("coupon.batch.size")
                    .description("Claims in a batch")
                    .tag(CampaignMeters.TAG, coupon)
                    .register(registry);
        }

        private static String name(Outcome outcome) {
            return switch (outcome) {
                case TAKEN -> "accepted";
                case TAKEN_BEFORE -> "repeated";
                case SOLD_OUT -> "sold-out";
                case NOT_OPEN -> "not-open";
                case ENDED -> "ended";
                case CLOSED -> "closed";
                case BACKLOG -> "backlog";
            };
        }

        private Counter counter(String name, String description, String... tags) {
            return Counter.builder(name)
                    .description(description)
                    .tag(CampaignMeters.TAG, coupon)
                    .tags(tags)
                    .register(registry);
        }

        void claimed(Outcome outcome) {
            var counter = claims.get(outcome);
            if (counter != null) {
                counter.increment();
            }
        }

        void batch(int size, Duration took) {
            batchSize.record(size);
            record.record(took);
        }

        /** Records the time between a claim and its commit. */
        void delayed(Duration between) {
            delay.record(between.isNegative() ? Duration.ZERO : between);
        }

        void recorded(int issued, int replayed, int refusals) {
            recorded.increment(issued);
            replays.increment(replayed);
            refused.increment(refusals);
        }

        void givenBack() {
            givenBack.increment();
        }

        void putBack() {
            putBack.increment();
        }

        void lost() {
            lost.increment();
        }
    }
}
