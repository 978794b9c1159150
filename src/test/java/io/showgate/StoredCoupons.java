package io.showgate;

import io.showgate.support.CouponKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everything that the database stores about coupons and that Redis stores about one campaign, at one moment. Two
 * snapshots are equal if nothing changed between them. They do not contain the progress of the recording.
 *
 * @param campaigns the rows of all campaigns
 * @param claims the number of claims of all campaigns
 * @param claimsOfOne the rows of the campaign's claims
 * @param keys the keys of all campaigns in Redis
 * @param stock the stock left in Redis
 * @param claimants the users with a claim in Redis, and their numbers
 * @param hashes the campaign's state in Redis, and the users whose coupons went back to the stock
 * @param deadLetters the number of dead letters
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
        var prefix = CouponKeys.prefix(jdbc, coupon);
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
