package io.showgate.coupon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showgate.coupon.CampaignScripts.Claimed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What operators see of the campaigns that are in Redis. Counters count what this instance did, so that their sum over
 * all instances is the truth; gauges show the whole campaign, the same on every instance. All meters are resolved once,
 * none in a request.
 */
@Component
class CouponMetrics {

    private final MeterRegistry registry;
    private final Map<Long, OfCampaign> campaigns = new ConcurrentHashMap<>();
    private volatile boolean recording = true;

    CouponMetrics(MeterRegistry registry, ReceiptWaiters waiters) {
        this.registry = registry;
        Gauge.builder("coupon.waiting.receipts", waiters, ReceiptWaiters::count)
                .description("Requests that wait for a claim to be recorded")
                .register(registry);
        Gauge.builder("coupon.recording", this, metrics -> metrics.recording ? 1 : 0)
                .description("1 while this instance can record claims")
                .register(registry);
    }

    /** Says whether this instance can record; true if that is news. */
    boolean recording(boolean can) {
        boolean news = recording != can;
        recording = can;
        return news;
    }

    OfCampaign of(CampaignView view) {
        var known = campaigns.get(view.campaign().couponId());
        return known != null
                ? known
                : campaigns.computeIfAbsent(view.campaign().couponId(), _ -> new OfCampaign(registry, view));
    }

    /** Removes the meters of a campaign that is no longer in Redis. */
    void forget(CampaignView view) {
        var known = campaigns.remove(view.campaign().couponId());
        if (known != null) {
            known.remove();
        }
    }

    /** The meters of one campaign. */
    static final class OfCampaign {

        private static final String[] OUTCOMES = {
            "accepted", "repeated", "sold-out", "not-open", "ended", "closed", "backlog"
        };

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
        private final Counter[] claims = new Counter[OUTCOMES.length];
        private final Counter recorded;
        private final Counter replays;
        private final Counter refused;
        private final Counter givenBack;
        private final Counter recoveries;
        private final Counter putBack;
        private final Counter lost;
        private final Timer record;
        private final Timer delay;
        private final DistributionSummary batchSize;
        private volatile long difference;

        OfCampaign(MeterRegistry registry, CampaignView view) {
            this.registry = registry;
            coupon = Long.toString(view.campaign().couponId());
            for (int code = 0; code < OUTCOMES.length; code++) {
                claims[code] = counter("coupon.claims", "Claims, by answer", "outcome", OUTCOMES[code]);
            }
            recorded = counter("coupon.recorded", "Claims that this instance recorded");
            replays = counter("coupon.replays", "Claims that this instance found recorded already");
            refused = counter("coupon.refused", "Claims taken in Redis for which the database had no coupon left");
            givenBack = counter("coupon.given.back", "Coupons given back through this instance");
            recoveries = counter("coupon.recoveries", "How often this instance brought the campaign into Redis");
            putBack = counter("coupon.put.back", "Claims that Redis had lost, put back by their receipts");
            lost = counter("coupon.lost", "Answers that a claim was lost and no coupon was left to put it back");
            record = Timer.builder("coupon.record")
                    .description("How long a batch took from being drawn to being acknowledged")
                    .tag("coupon", coupon)
                    .register(registry);
            delay = Timer.builder("coupon.recording.delay")
                    .description("From a claim to its being committed")
                    .tag("coupon", coupon)
                    .serviceLevelObjectives(DELAYS)
                    .register(registry);
            batchSize = DistributionSummary.builder("coupon.batch.size")
                    .description("Claims in a batch")
                    .tag("coupon", coupon)
                    .register(registry);
            gauges(view);
        }

        private void gauges(CampaignView view) {
            gauge("coupon.left", "Coupons that can be claimed", view, p -> p.left());
            gauge(
                    "coupon.stock",
                    "Coupons in all",
                    view,
                    p -> p.terms() == null ? 0 : p.terms().total());
            gauge("coupon.stream.length", "Claims that wait to be recorded", view, p -> p.inStream());
            gauge(
                    "coupon.oldest.unrecorded.seconds",
                    "How long the first claim that is not recorded has waited, in seconds",
                    view,
                    p -> p.oldestMillis() == 0 ? 0 : Math.max(0, p.nowMillis() - p.oldestMillis()) / 1000.0);
            gauge("coupon.set.aside", "Claims that an operator must decide about", view, p -> p.setAside());
            gauge(
                    "coupon.closed",
                    "1 while the campaign takes no claims because it is not whole in Redis",
                    view,
                    p -> p.isServing() ? 0 : 1);
            meter(
                    "coupon.difference",
                    "Coupons that count as taken and are nowhere; below 0: issued and not counted",
                    view,
                    _ -> difference);
            meter(
                    "coupon.picture.age.seconds",
                    "How old this instance's picture is, in seconds",
                    view,
                    v -> v.age().toMillis() / 1000.0);
        }

        private void gauge(
                String name, String description, CampaignView view, ToDoubleFunction<CampaignPicture> value) {
            meter(name, description, view, v -> {
                @Nullable CampaignPicture picture = v.picture();
                return picture == null ? Double.NaN : value.applyAsDouble(picture);
            });
        }

        private void meter(String name, String description, CampaignView view, ToDoubleFunction<CampaignView> value) {
            Gauge.builder(name, view, value)
                    .description(description)
                    .tag("coupon", coupon)
                    .register(registry);
        }

        private Counter counter(String name, String description, String... tags) {
            return Counter.builder(name)
                    .description(description)
                    .tag("coupon", coupon)
                    .tags(tags)
                    .register(registry);
        }

        private void remove() {
            registry.getMeters().stream()
                    .filter(meter -> coupon.equals(meter.getId().getTag("coupon")))
                    .forEach(registry::remove);
        }

        void claimed(Claimed answer) {
            claims[answer.code()].increment();
        }

        void batch(int size, long nanos) {
            batchSize.record(size);
            record.record(nanos, TimeUnit.NANOSECONDS);
        }

        void lost() {
            lost.increment();
        }

        /** How long somebody's claim was on its way, ms. */
        void delayed(long millis) {
            delay.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
        }

        void recorded(int issued, int replayed, int refusals) {
            recorded.increment(issued);
            replays.increment(replayed);
            refused.increment(refusals);
        }

        void givenBack() {
            givenBack.increment();
        }

        void recovered() {
            recoveries.increment();
        }

        void putBack() {
            putBack.increment();
        }

        /** Remembers what the last comparison found; true if that is news. */
        boolean difference(long found) {
            boolean news = found != difference;
            difference = found;
            return news;
        }
    }
}
