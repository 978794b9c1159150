package io.showgate.claim;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an instance records claims.
 *
 * @param batch the most claims of one transaction; 1000. More claims are written faster, and the first of them waits
 *     longer
 * @param writers the threads that record, each with one connection to the database while it does; 2. More threads
 *     record more campaigns at once and leave fewer connections for everything else
 * @param takeover how long an instance may hold a claim before another one records it; 5 s. With a shorter time, the
 *     work of a dead instance is finished sooner. The work of a slow instance may then be done twice, which is harmless
 */
@ConfigurationProperties("showgate.coupon")
record RecordingProperties(
        @DefaultValue("1000") int batch,
        @DefaultValue("2") int writers,
        @DefaultValue("5s") Duration takeover) {

    RecordingProperties {
        require("batch", batch >= 1 && batch <= 1_000, "is a number from 1 to 1000");
        require("writers", writers >= 1 && writers <= 32, "is a number from 1 to 32");
        require(
                "takeover",
                takeover.compareTo(Duration.ofSeconds(1)) >= 0 && takeover.compareTo(Duration.ofHours(1)) <= 0,
                "is from 1s to 1h");
    }

    private static void require(String name, boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("showgate.coupon." + name + ' ' + expectation);
        }
    }
}
