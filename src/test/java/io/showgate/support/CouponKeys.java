package io.showgate.support;

import org.springframework.jdbc.core.JdbcTemplate;

/** The names of the keys of campaigns in Redis, as docs/redis-keys.md describes them. */
public final class CouponKeys {

    private CouponKeys() {}

    /** The text that all keys of the campaign with this id begin with. */
    public static String prefix(JdbcTemplate jdbc, long coupon) {
        var identity = jdbc.queryForObject("select identity from coupon_campaign where id = ?", Long.class, coupon);
        return prefix(coupon, identity == null ? 0 : identity);
    }

    /** The same for a campaign with this identity. */
    static String prefix(long coupon, long identity) {
        return "coupon:{" + coupon + (identity == 0 ? "" : '-' + Long.toString(identity, 36)) + ":0}:";
    }
}
