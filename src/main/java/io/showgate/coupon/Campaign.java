package io.showgate.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as its operator set it up.
 *
 * @param couponId its id
 * @param name what buyers read
 * @param stock how many coupons there are in all
 * @param opensAt the first moment at which one can be claimed, by the clock of Redis
 * @param closesAt the first moment at which none can be claimed any more
 * @param queue the queue whose active token a claim must carry, or null
 * @param changed the number of the operators' change that made it so; it only rises
 */
public record Campaign(
        long couponId,
        String name,
        int stock,
        Instant opensAt,
        Instant closesAt,
        @Nullable String queue,
        long changed) {}
