package io.showgate.campaign;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an instance follows campaigns and takes claims.
 *
 * @param tick how often an instance reads each campaign; 250 ms. A shorter time shows a change sooner and costs Redis
 *     one more small script for each campaign and instance
 * @param backlog the most claims of a campaign that may wait to be recorded before new ones are refused with 503;
 *     100000, of about 140 bytes of Redis each. This many people can get a receipt while the database is away
 * @param keep how long after its end a campaign stays in Redis; 7 days. Until then a person who lost a receipt gets it
 *     again by claiming again
 */
@ConfigurationProperties("showgate.coupon")
record CampaignProperties(
        @DefaultValue("250ms") Duration tick,
        @DefaultValue("100000") int backlog,
        @DefaultValue("7d") Duration keep) {

    CampaignProperties {
        require("tick", isWithin(tick, Duration.ofMillis(10), Duration.ofSeconds(1)), "is from 10ms to 1s");
        require("backlog", backlog >= 1, "is a number from 1 on");
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
