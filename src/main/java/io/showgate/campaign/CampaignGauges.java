package io.showgate.campaign;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The gauges of each campaign that is in Redis. They show the whole campaign, the same on every instance, except for
 * the age of the snapshot. Thread-safe.
 */
@Component
class CampaignGauges {

    private final MeterRegistry registry;
    private final Map<Long, LiveCampaign> registered = new ConcurrentHashMap<>();

    CampaignGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Adds the gauges of a campaign; doing it again changes nothing. They replace those of an earlier campaign that had
     * its id before a restoration of the database.
     */
    void register(LiveCampaign campaign) {
        var before = registered.put(campaign.identity().couponId(), campaign);
        if (before == campaign) {
            return;
        }
        if (before != null) {
            removeMeters(campaign);
        }
        ofSnapshot("coupon.left", "Coupons that can be claimed", campaign, CampaignSnapshot::left);
        ofSnapshot("coupon.stock", "Coupons in all", campaign, CampaignSnapshot::total);
        ofSnapshot("coupon.stream.length", "Claims that wait to be recorded", campaign, CampaignSnapshot::inStream);
        ofSnapshot(
                "coupon.oldest.unrecorded.seconds",
                "How long the first claim that is not recorded has waited, in seconds",
                campaign,
                CampaignSnapshot::oldestUnrecordedSeconds);
        ofSnapshot(
                "coupon.dead.letters",
                "Claims that an operator must decide about",
                campaign,
                CampaignSnapshot::deadLetters);
        ofSnapshot(
                "coupon.closed",
                "1 while the campaign takes no claims because it is being recovered",
                campaign,
                now -> now.isServing() ? 0 : 1);
        gauge(
                "coupon.snapshot.age.seconds",
                "The age of this instance's snapshot, in seconds",
                campaign,
                live -> live.replica().age().toMillis() / 1_000.0);
    }

    /** Removes every meter of a campaign, also those of other modules. */
    void remove(LiveCampaign campaign) {
        if (registered.remove(campaign.identity().couponId(), campaign)) {
            removeMeters(campaign);
        }
    }

    private void removeMeters(LiveCampaign campaign) {
        var id = Long.toString(campaign.identity().couponId());
        registry.getMeters().stream()
                .filter(meter -> id.equals(meter.getId().getTag(CampaignMeters.TAG)))
                .forEach(registry::remove);
    }

    private void ofSnapshot(
            String name, String description, LiveCampaign campaign, ToDoubleFunction<CampaignSnapshot> value) {
        gauge(name, description, campaign, live -> {
            var now = live.replica().snapshot();
            return now == null ? Double.NaN : value.applyAsDouble(now);
        });
    }

    private void gauge(String name, String description, LiveCampaign campaign, ToDoubleFunction<LiveCampaign> value) {
        Gauge.builder(name, campaign, value)
                .description(description)
                .tag(CampaignMeters.TAG, Long.toString(campaign.campaign().couponId()))
                .register(registry);
    }
}
