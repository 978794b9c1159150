package io.showgate.coupon;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an instance takes and records claims.
 *
 * @param tick how often it looks at each campaign; 250 ms. Shorter shows a change sooner and costs Redis a small script
 *     more for each campaign and instance
 * @param batch how many claims one transaction records at most; 1000. More write faster and make the first of them wait
 * @param backlog how many claims of a campaign may wait to be recorded before new ones are refused with 503; 100000, of
 *     about 140 bytes of Redis each. It is what the database may miss and still be owed
 * @param writers threads that record, each with one connection to the database while it does; 2. More campaigns are
 *     recorded at once, and fewer connections are left for everything else
 * @param takeover how long a claim that somebody drew may lie before another instance records it; 5 s. Shorter finishes
 *     the work of a dead instance sooner and does that of a slow one twice, which is harmless
 * @param reconcile how often stock, claims and records are compared; 10 s
 * @param keep how long after its end a campaign stays in Redis; 7 days. Until then a lost receipt can be asked for
 *     again by claiming again
 */
@ConfigurationProperties("showgate.coupon")
record CouponProperties(
        @DefaultValue("250ms") Duration tick,
        @DefaultValue("1000") int batch,
        @DefaultValue("100000") int backlog,
        @DefaultValue("2") int writers,
        @DefaultValue("5s") Duration takeover,
        @DefaultValue("10s") Duration reconcile,
        @DefaultValue("7d") Duration keep) {

    CouponProperties {
        require("tick", isWithin(tick, Duration.ofMillis(10), Duration.ofSeconds(1)), "is from 10ms to 1s");
        require("batch", batch >= 1 && batch <= 1_000, "is a number from 1 to 1000");
        require("backlog", backlog >= 1, "is a number from 1 on");
        require("writers", writers >= 1 && writers <= 32, "is a number from 1 to 32");
        require("takeover", isWithin(takeover, Duration.ofSeconds(1), Duration.ofHours(1)), "is from 1s to 1h");
        require("reconcile", isWithin(reconcile, Duration.ofSeconds(1), Duration.ofHours(1)), "is from 1s to 1h");
        require("keep", isWithin(keep, Duration.ofSeconds(1), Duration.ofDays(3650)), "is from 1s to 3650d");
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(String name, boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("showgate.coupon." + name + ' ' + expectation);
        }
    }
}
