package io.showgate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All that the database has about coupons, and Redis about one campaign, at one moment: equal to that of another moment
 * if nothing happened in between. Only how far the recording has come is left out.
 *
 * @param campaigns the rows of all campaigns
 * @param claims how many rows of claims there are in all
 * @param claimsOfOne the rows of the campaign's claims
 * @param keys every key in Redis about any campaign
 * @param stock what Redis says is left
 * @param claimants who has a claim by Redis, and with which number
 * @param hashes what Redis goes by, and whose coupon went back to the stock
 * @param deadLetters how many claims are dead letters
 */
record StoredCoupons(
        List<Map<String, @Nullable Object>> campaigns,
        @Nullable Long claims,
        List<Map<String, @Nullable Object>> claimsOfOne,
        @Nullable Set<String> keys,
        @Nullable String stock,
        String claimants,
        List<Map<Object, Object>> hashes,
        @Nullable Long deadLetters) {

    static StoredCoupons of(long coupon, JdbcTemplate jdbc, StringRedisTemplate redis) {
        var prefix = "coupon:{" + coupon + ":0}:";
        return new StoredCoupons(
                jdbc.queryForList("select * from coupon_campaign order by id"),
                jdbc.queryForObject("select count(*) from coupon_claim", Long.class),
                jdbc.queryForList("select * from coupon_claim where coupon_id = ? order by user_id", coupon),
                redis.keys("coupon:*"),
                redis.opsForValue().get(prefix + "stock"),
                String.valueOf(redis.opsForZSet().rangeWithScores(prefix + "claims", 0, -1)),
                List.of(
                        redis.opsForHash().entries(prefix + "state"),
                        redis.opsForHash().entries(prefix + "returned")),
                redis.opsForStream().size(prefix + "dead-letters"));
    }
}
