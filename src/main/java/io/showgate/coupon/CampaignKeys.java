package io.showgate.coupon;

import java.util.List;

/**
 * The Redis keys of one shard of a campaign; docs/redis-keys.md says what each holds. All bear the campaign and the
 * shard as hash tag, so that they share a cluster slot. There is one shard for now; its number is in the names so that
 * spreading a campaign over several moves no data.
 */
record CampaignKeys(Object stock, Object claims, Object stream, Object state, Object returned, Object aside) {

    private static final int SHARD = 0;

    static CampaignKeys of(long couponId) {
        var prefix = "coupon:{" + couponId + ':' + SHARD + "}:";
        return new CampaignKeys(
                prefix + "stock",
                prefix + "claims",
                prefix + "stream",
                prefix + "state",
                prefix + "returned",
                prefix + "aside");
    }

    /** Every key, for tests that look at a campaign from outside. */
    List<Object> all() {
        return List.of(stock, claims, stream, state, returned, aside);
    }
}
