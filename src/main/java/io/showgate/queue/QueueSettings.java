package io.showgate.queue;

import io.showgate.web.InvalidInputException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one queue admits. Configured at start; what an operator changes since is kept in Redis and goes before it on
 * every instance.
 *
 * @param paused true: nobody is let in, everybody keeps their place; false
 * @param draining true: nobody new may join, those who wait are let in; false
 * @param rateFloor the fewest to let in per interval while people wait and slots are free; 50
 * @param rateCeiling the most to let in within any stretch of time as long as the interval; 100. Higher empties the
 *     queue sooner and loads what is behind the gate more
 * @param ratePinned 0: what is behind the gate decides between floor and ceiling; 0. Any other number is let in per
 *     interval, within floor and ceiling, however hard that is pressed. Nobody is let in while it is broken, all the
 *     same
 * @param interval what the rates refer to; 10 s. Admissions are spread over it
 * @param maxActive the most that are inside at once; 3000, what 50 per 10 s fill in one session
 * @param session how long somebody may stay inside without using it; 10 min. Shorter frees slots sooner, longer is
 *     kinder
 * @param sessionMax how long somebody may stay inside by using it; 30 min. As long as the session: use extends nothing
 * @param absenceGrace how long somebody may go without a poll before their turn passes them by; 3 min. They keep their
 *     number
 */
public record QueueSettings(
        @DefaultValue("false") boolean paused,
        @DefaultValue("false") boolean draining,
        @DefaultValue("50") int rateFloor,
        @DefaultValue("100") int rateCeiling,
        @DefaultValue("0") int ratePinned,
        @DefaultValue("10s") Duration interval,
        @DefaultValue("3000") int maxActive,
        @DefaultValue("10m") Duration session,
        @DefaultValue("30m") Duration sessionMax,
        @DefaultValue("3m") Duration absenceGrace) {

    private static final int HIGHEST = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    public QueueSettings {
        require("rateFloor", rateFloor >= 1 && rateFloor <= HIGHEST, "is a number from 1 to 1000000");
        require(
                "rateCeiling",
                rateCeiling >= rateFloor && rateCeiling <= HIGHEST,
                "is a number from rateFloor to 1000000");
        require("ratePinned", ratePinned >= 0 && ratePinned <= HIGHEST, "is a number from 0 to 1000000");
        require("interval", isWithin(interval, Duration.ofSeconds(1), Duration.ofHours(1)), "is from PT1S to PT1H");
        require("maxActive", maxActive >= 0 && maxActive <= HIGHEST, "is a number from 0 to 1000000");
        require("session", isWithin(session, Duration.ofSeconds(1), LONGEST), "is from PT1S to PT24H");
        require("sessionMax", isWithin(sessionMax, Duration.ofSeconds(1), LONGEST), "is from PT1S to PT24H");
        require("absenceGrace", isWithin(absenceGrace, Duration.ofSeconds(30), LONGEST), "is from PT30S to PT24H");
    }

    /** What a queue has for which nothing is configured. */
    public static QueueSettings defaults() {
        return new QueueSettings(
                false,
                false,
                50,
                100,
                0,
                Duration.ofSeconds(10),
                3_000,
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofMinutes(3));
    }

    /**
     * How many to let in per interval.
     *
     * @param share how far from floor to ceiling, unless the rate is pinned
     */
    double rate(double share) {
        return ratePinned > 0
                ? Math.clamp(ratePinned, rateFloor, rateCeiling)
                : rateFloor + (rateCeiling - rateFloor) * Math.clamp(share, 0, 1);
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(String name, boolean holds, String expectation) {
        if (!holds) {
            throw InvalidInputException.parameter(name, "The setting '" + name + "' " + expectation + ".");
        }
    }
}
