package io.showgate.queue;

import io.showgate.queue.QueueSetting.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one queue admits people. Each component is the one definition of a setting: its name, type, default and range.
 * The property, the member of the operator's JSON, the field in Redis and the argument of the scripts are derived from
 * it by {@link QueueSetting}. A value that an operator stores in Redis takes precedence over the configured one on
 * every instance. Immutable.
 *
 * @param paused true: no one is admitted and everyone keeps their place. Default: false
 * @param draining true: no new people may join, and people who wait are still admitted. Default: false
 * @param rateFloor the lowest admission rate, in people per interval, while people wait and places are free. Default:
 *     50
 * @param rateCeiling the most people to admit within any stretch of time that is as long as the interval. Default: 100.
 *     A higher value empties the queue sooner and puts more load on the services behind the gate
 * @param ratePinned a fixed admission rate, in people per interval, which holds at any load. It is kept between floor
 *     and ceiling. Default: 0, so that the load decides between floor and ceiling. While the services behind the gate
 *     are broken, no one is admitted in either case
 * @param interval the period that the rates refer to. Default: 10 s. Admissions are spread over it
 * @param maxActive the most users that may be active at once. Default: 3000, as many as 50 per 10 s reach in one
 *     session
 * @param session how long a user stays active without using the session. Default: 10 min. A shorter session frees
 *     places sooner; a longer one gives users more time
 * @param sessionMax how long a user stays active at most, even by using the session. Default: 30 min. If it equals the
 *     session, use extends nothing
 * @param absenceGrace a person who does not poll for longer misses their turn. Default: 3 min. They keep their number
 */
public record QueueSettings(
        @DefaultValue("false") boolean paused,
        @DefaultValue("false") boolean draining,

        @DefaultValue("50") @Range(from = "1", to = "1000000")
        int rateFloor,

        @DefaultValue("100") @Range(from = "rateFloor", to = "1000000")
        int rateCeiling,

        @DefaultValue("0") @Range(from = "0", to = "1000000")
        int ratePinned,

        @DefaultValue("10s") @Range(from = "PT1S", to = "PT1H")
        Duration interval,

        @DefaultValue("3000") @Range(from = "0", to = "1000000")
        int maxActive,

        @DefaultValue("10m") @Range(from = "PT1S", to = "PT24H")
        Duration session,

        @DefaultValue("30m") @Range(from = "PT1S", to = "PT24H")
        Duration sessionMax,

        @DefaultValue("3m") @Range(from = "PT30S", to = "PT24H")
        Duration absenceGrace) {

    /** The settings of a queue for which nothing is configured. */
    public static QueueSettings defaults() {
        return new Binder().bindOrCreate("queue", QueueSettings.class);
    }

    /**
     * Returns these settings if each value is within its range.
     *
     * @throws io.showgate.web.InvalidInputException if one is not
     */
    QueueSettings checked() {
        QueueSetting.ALL.forEach(setting -> setting.check(this));
        return this;
    }

    /** The same settings with these values by name instead. They are not checked. */
    QueueSettings with(Map<String, ?> values) {
        var all = new ArrayList<Object>();
        for (var setting : QueueSetting.ALL) {
            var wanted = values.get(setting.name());
            all.add(wanted == null ? setting.in(this) : wanted);
        }
        return QueueSetting.settings(all);
    }

    /**
     * The settings in force: the values that operators stored in Redis, else these. Two changes at once, or a new
     * configuration, can leave a floor above the ceiling. Then the ceiling holds, as in the scripts.
     */
    QueueSettings withStored(Map<String, String> state) {
        var values = new HashMap<String, Object>();
        for (var setting : QueueSetting.ALL) {
            var stored = state.get(setting.name());
            if (stored != null) {
                values.put(setting.name(), setting.read(stored));
            }
        }
        var stored = with(values);
        return stored.with(Map.of("rateFloor", Math.min(stored.rateFloor, stored.rateCeiling)))
                .checked();
    }

    /** All settings as one argument of a script, which reads them by name: {@code " paused=0 draining=0 …"}. */
    String asArgument() {
        return QueueSetting.ALL.stream()
                .map(setting -> " " + setting.name() + "=" + setting.stored(setting.in(this)))
                .collect(Collectors.joining());
    }

    /**
     * The admission rate to aim at, in people per interval.
     *
     * @param share how far from floor, at 0, to ceiling, at 1; it has no effect while the rate is pinned
     */
    double rate(double share) {
        return ratePinned > 0
                ? Math.clamp(ratePinned, rateFloor, rateCeiling)
                : rateFloor + (rateCeiling - rateFloor) * Math.clamp(share, 0, 1);
    }
}
