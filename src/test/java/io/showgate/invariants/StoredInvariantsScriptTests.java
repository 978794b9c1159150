package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.TestRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;

/** Broken data that a test writes into a Redis are found there, once each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredInvariantsScriptTests {

    private final OwnRedis redis = OwnRedis.start(RedisPersistence.NONE);
    private final RedissonClient client = TestRedis.clientOf(redis);
    private final StoredInvariants invariants = new StoredInvariants(client);

    @AfterEach
    void forget() {
        redis.empty();
    }

    @AfterAll
    void stop() {
        client.shutdown();
        redis.close();
    }

    @Test
    void aWholeQueueAndAWholeCampaignAreNoViolation() {
        waiting("w1", 1);
        string("coupon:{1:0}:stock", "1");
        hash("coupon:{1:0}:state", Map.of("total", "2"));
        zset("coupon:{1:0}:claims", Map.of("u", 1.0));
        stream("coupon:{1:0}:stream", "u");

        assertThat(invariants.newViolations()).isEmpty();
    }

    @Test
    void aNumberGivenTwiceIsFoundOnce() {
        string("queue:{twice}:sequence", "2");
        zset("queue:{twice}:waiting", Map.of("u1", 2.0, "u2", 2.0));
        zset("queue:{twice}:seen", Map.of("u1", 5.0, "u2", 5.0));

        assertThat(invariants.newViolations()).hasToString("[queue:{twice}:: u1 and u2 have the number 2]");
        assertThat(invariants.newViolations()).isEmpty();
    }

    @Test
    void everyKeyOfAQueueIsRead() {
        string("queue:{all}:sequence", "9");
        zset("queue:{all}:waiting", Map.of("w", 1.0));
        zset("queue:{all}:absent", Map.of("b", 1.0));
        hash("queue:{all}:sessions", Map.of("a", "1:4"));
        zset("queue:{all}:active", Map.of("a", 200_000_000.0));
        hash("queue:{all}:state", Map.of("tick", "5"));

        assertThat(invariants.newViolations())
                .extracting(Violation::text)
                .containsExactlyInAnyOrder(
                        "w and b have the number 1",
                        "b and a have the number 1",
                        "waiting has [w], and seen has []",
                        "the session of a ends at 200000000, after its deadline 4",
                        "the session of a ends at 200000000, later than any session can");
    }

    @Test
    void everyKeyOfACampaignIsRead() {
        string("coupon:{2:0}:stock", "5");
        hash("coupon:{2:0}:state", Map.of("total", "5"));
        zset("coupon:{2:0}:claims", Map.of("u", 1.0));
        hash("coupon:{2:0}:returned", Map.of("v", "cancelled", "w", "cancelled"));
        stream("coupon:{2:0}:stream", "u");
        stream("coupon:{2:0}:dead-letters", "u");
        stream("coupon:{2:0}:dead-letters", "u");

        assertThat(invariants.newViolations())
                .extracting(Violation::text)
                .containsExactlyInAnyOrder(
                        "the stock is 5 of 5, and -1 are taken",
                        "v returned without a claim",
                        "w returned without a claim",
                        "u is in the dead letters and a second time there or in the stream",
                        "u is in the dead letters and a second time there or in the stream");
    }

    @Test
    void aKeyWithAnUnknownNameIsFound() {
        string("queue:{new}:places", "1");

        assertThat(invariants.newViolations())
                .extracting(Violation::text)
                .containsExactly("has a key that no invariant knows: places");
    }

    private void waiting(String user, int number) {
        string("queue:{whole}:sequence", Integer.toString(number));
        zset("queue:{whole}:waiting", Map.of(user, (double) number));
        zset("queue:{whole}:seen", Map.of(user, 1_800_000_000_000.0));
    }

    private void string(String key, String value) {
        client.<String>getBucket(key, StringCodec.INSTANCE).set(value);
    }

    private void zset(String key, Map<String, Double> scores) {
        client.<String>getScoredSortedSet(key, StringCodec.INSTANCE).addAll(scores);
    }

    private void hash(String key, Map<String, String> fields) {
        client.<String, String>getMap(key, StringCodec.INSTANCE).putAll(fields);
    }

    private void stream(String key, String user) {
        client.<String, String>getStream(key, StringCodec.INSTANCE)
                .add(StreamAddArgs.entries(Map.of("user", user, "number", "1")));
    }
}
