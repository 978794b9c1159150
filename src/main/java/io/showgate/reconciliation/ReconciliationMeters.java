package io.showgate.reconciliation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.campaign.CampaignMeters;
import io.showgate.campaign.LiveCampaign;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The meters of recoveries and reconciliations for each campaign that is in Redis. Thread-safe. */
@Component
class ReconciliationMeters {

    /** The meters of one campaign. */
    private record OfCampaign(Counter recoveries, AtomicLong difference) {}

    private final MeterRegistry registry;
    private final CampaignMeters<OfCampaign> campaigns;

    ReconciliationMeters(MeterRegistry registry) {
        this.registry = registry;
        campaigns = new CampaignMeters<>(registry, this::meters);
    }

    /** Adds the meters of a campaign; doing it again changes nothing. */
    void register(LiveCampaign campaign) {
        campaigns.of(campaign);
    }

    void recovered(LiveCampaign campaign) {
        campaigns.of(campaign).recoveries().increment();
    }

    /** Keeps the difference of the last reconciliation; true if it has changed. */
    boolean difference(LiveCampaign campaign, long difference) {
        return campaigns.of(campaign).difference().getAndSet(difference) != difference;
    }

    private OfCampaign meters(long couponId) {
        var coupon = Long.toString(couponId);
        var recoveries = Counter.builder("coupon.recoveries")
                .description("How often this instance brought the campaign into Redis")
                .tag(CampaignMeters.TAG, coupon)
                .register(registry);
        var difference = new AtomicLong();
        Gauge.builder("coupon.difference", difference, AtomicLong::get)
                .description(
                        "Above 0: coupons taken in Redis and nowhere else. Below 0: coupons issued and not taken in Redis")
                .tag(CampaignMeters.TAG, coupon)
                .register(registry);
        return new OfCampaign(recoveries, difference);
    }
}
