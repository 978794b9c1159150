package io.showgate.admission;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gated routes and their queues, the behaviour of the gate without Redis, and how the admission rate follows the
 * load.
 *
 * @param gates the gated routes; by default the dates of a concert, behind {@code main}
 * @param whenRedisIsAway which users pass the gate while Redis does not answer and the snapshot is over 2 s old;
 *     {@code known}. {@code nobody} is the stricter mode: everyone is refused until Redis returns. So no user passes
 *     who left meanwhile, or who was admitted with another user's number after Redis lost data
 * @param control the acceptable load, and how fast the admission rate follows it
 */
@ConfigurationProperties("showgate.admission")
record AdmissionProperties(
        @DefaultValue List<GatedRoute> gates,
        @DefaultValue("known") WhenRedisIsAway whenRedisIsAway,
        @DefaultValue Control control) {

    /** Which users pass the gate by an old snapshot. */
    enum WhenRedisIsAway {
        /** The active users of the snapshot. */
        KNOWN,
        /** No user. */
        NOBODY
    }

    /**
     * One gated route.
     *
     * @param path a pattern as Spring MVC's mappings use it
     * @param queue the queue whose active users may pass
     */
    record GatedRoute(String path, String queue) {}

    /**
     * How the admission rate moves between a queue's floor and its ceiling (docs/protection.md).
     *
     * @param usage the acceptable part of the connections for requests in use, from 0 to 1; 0.8. Higher admits more and
     *     leaves less for a rush
     * @param latency the acceptable mean time of the gated routes; 500 ms. Longer admits more and makes active users
     *     wait longer
     * @param ease the rate rises again while the load is below this part of the acceptable load, from 0 to 1; 0.75.
     *     Higher uses more of the capacity and oscillates more
     * @param climb how far the rate rises in a second, as a part of the distance from floor to ceiling; 0.05, the whole
     *     distance in 20 s. Higher uses a recovered database sooner and may overload it again
     */
    record Control(
            @DefaultValue("0.8") double usage,
            @DefaultValue("500ms") Duration latency,
            @DefaultValue("0.75") double ease,
            @DefaultValue("0.05") double climb) {

        Control {
            require(usage > 0 && usage <= 1, "usage is above 0 and at most 1");
            require(latency.toMillis() >= 1, "latency is at least 1ms");
            require(ease > 0 && ease < 1, "ease is between 0 and 1");
            require(climb > 0 && climb <= 1, "climb is above 0 and at most 1");
        }

        private static void require(boolean holds, String expectation) {
            if (!holds) {
                throw new IllegalArgumentException("showgate.admission.control." + expectation);
            }
        }
    }

    AdmissionProperties {
        gates = gates.isEmpty() ? List.of(new GatedRoute("/api/v1/concert/*/date", "main")) : List.copyOf(gates);
    }
}
