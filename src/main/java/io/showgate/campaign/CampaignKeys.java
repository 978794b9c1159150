package io.showgate.campaign;

import java.util.List;

/**
 * The Redis keys of one shard of a campaign; docs/redis-keys.md describes each. All have the campaign and the shard as
 * hash tag, so that they share a cluster slot. There is one shard for now. Its number is part of the names, so that no
 * data must move if a campaign gets several shards later.
 */
record CampaignKeys(Object stock, Object claims, Object stream, Object state, Object returned, Object deadLetters) {

    private static final int SHARD = 0;

    static CampaignKeys of(long couponId) {
        var prefix = "coupon:{" + couponId + ':' + SHARD + "}:";
        return new CampaignKeys(
                prefix + "stock",
                prefix + "claims",
                prefix + "stream",
                prefix + "state",
                prefix + "returned",
                prefix + "dead-letters");
    }

    /** Every key, in the order that scripts with all keys expect. */
    List<Object> all() {
        return List.of(stock, claims, stream, state, returned, deadLetters);
    }
}
