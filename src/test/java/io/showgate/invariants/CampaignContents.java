package io.showgate.invariants;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contents of one campaign in Redis at one moment; docs/redis-keys.md says what each key means.
 *
 * @param stock what is left
 * @param claims numbers by user
 * @param returned the users whose coupon went back to the stock
 * @param unrecorded the users of the claims in the stream, with repetitions
 * @param deadLetters the users of the claims that an operator must decide about, with repetitions
 * @param state fields by name
 */
record CampaignContents(
        long stock,
        Map<String, Long> claims,
        Set<String> returned,
        List<String> unrecorded,
        List<String> deadLetters,
        Map<String, String> state) {

    /** The names of a campaign's keys after the hash tag. */
    static final List<String> KEYS = List.of("stock", "claims", "stream", "state", "returned", "dead-letters");

    /** Reads what is stored now under keys with this prefix. */
    static CampaignContents read(TestKeys keys, String prefix) {
        var contents = keys.contents(prefix, KEYS);
        return new CampaignContents(
                contents.number("stock"),
                contents.scores("claims"),
                contents.pairs("returned").keySet(),
                contents.list("stream"),
                contents.list("dead-letters"),
                contents.pairs("state"));
    }
}
