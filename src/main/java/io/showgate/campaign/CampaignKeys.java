package io.showgate.campaign;

import java.util.List;

/**
 * The Redis keys of one shard of a campaign; docs/redis-keys.md describes each. All have the identity of the campaign
 * and the shard as hash tag, so that they share a cluster slot, and no other campaign with the same id has them. There
 * is one shard for now. Its number is part of the names, so that no data must move if a campaign gets several shards
 * later.
 */
record CampaignKeys(Object stock, Object claims, Object stream, Object state, Object returned, Object deadLetters) {

    /** The one key that all campaigns share: which campaign has which id. */
    static final Object CAMPAIGNS = "coupon:campaigns";

    private static final int SHARD = 0;

    static CampaignKeys of(CampaignIdentity campaign) {
        var prefix = prefix(campaign);
        return new CampaignKeys(
                prefix + "stock",
                prefix + "claims",
                prefix + "stream",
                prefix + "state",
                prefix + "returned",
                prefix + "dead-letters");
    }

    /** The text that all keys of the campaign begin with. */
    static String prefix(CampaignIdentity campaign) {
        return "coupon:{" + campaign.text() + ':' + SHARD + "}:";
    }

    /** Every key, in the order that scripts with all keys expect. */
    List<Object> all() {
        return List.of(stock, claims, stream, state, returned, deadLetters);
    }
}
