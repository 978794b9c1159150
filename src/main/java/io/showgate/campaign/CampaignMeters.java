package io.showgate.campaign;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;

/**
 * The meters that a module has for each campaign. They are registered when they are needed first, and again if they are
 * needed after their removal. Thread-safe.
 *
 * @param <T> the meters of one campaign
 */
public final class CampaignMeters<T> {

    /** The tag of all meters of one campaign, in every module. */
    public static final String TAG = "coupon";

    /**
     * Removing from this map takes no lock. The registry holds its own lock while it reports a removal, and a thread
     * that registers needs that lock. With a map that locks, the two threads could wait for each other for ever.
     */
    private final Map<Long, T> registered = new ConcurrentSkipListMap<>();

    private final LongFunction<T> meters;

    /**
     * Without any campaign yet.
     *
     * @param meters registers the meters of the campaign with this id, each with the {@link #TAG}
     */
    public CampaignMeters(MeterRegistry registry, LongFunction<T> meters) {
        this.meters = meters;
        registry.config().onMeterRemoved(this::forget);
    }

    /** The meters of a campaign. */
    public T of(LiveCampaign campaign) {
        return of(campaign.campaign().couponId());
    }

    T of(long couponId) {
        var known = registered.get(couponId);
        return known == null ? register(couponId) : known;
    }

    private synchronized T register(long couponId) {
        return registered.computeIfAbsent(couponId, meters::apply);
    }

    private void forget(Meter removed) {
        var couponId = removed.getId().getTag(TAG);
        if (couponId != null) {
            registered.remove(Long.valueOf(couponId));
        }
    }
}
