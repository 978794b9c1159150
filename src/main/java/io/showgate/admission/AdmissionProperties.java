package io.showgate.admission;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of our own routes are behind which queue, whom the gate lets pass, and how the number let in follows what they
 * bear.
 *
 * @param gates the gated routes; by default the dates of a concert, behind {@code main}
 * @param whenRedisIsAway whom the gate lets pass by a picture that is over 2 s old, because Redis does not answer;
 *     those known to be inside. Nobody is stricter: who left meanwhile, or was let in with somebody else's number after
 *     Redis has lost data, is kept out, and so is everybody else until Redis is back
 * @param control what is borne, and how fast the number follows it
 */
@ConfigurationProperties("showgate.admission")
record AdmissionProperties(
        @DefaultValue List<GatedRoute> gates,
        @DefaultValue("known") WhenRedisIsAway whenRedisIsAway,
        @DefaultValue Control control) {

    /** Whom the gate lets pass by an old picture. */
    enum WhenRedisIsAway {
        KNOWN,
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
     * How the number let in is found between a queue's floor and its ceiling (docs/protection.md).
     *
     * @param usage the part of the connections for requests that may be in use, from 0 to 1; 0.8. Higher lets in more
     *     and leaves less for a rush
     * @param latency what the gated routes may take in the mean; 500 ms. Longer lets in more and lets those inside wait
     * @param ease below which part of both the number rises again, from 0 to 1; 0.75. Higher uses more of what there is
     *     and swings more
     * @param climb how much of the way from floor to ceiling it rises in a second; 0.05, the whole way in 20 s. Faster
     *     uses a recovered database sooner and may press it down again
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
