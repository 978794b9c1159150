package io.showgate.queue;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The queues of this installation and how often an instance looks at them.
 *
 * @param named the queues by name (lower-case letters, digits and '-'); one called {@code main} when nothing is
 *     configured
 * @param tick how often each instance admits and refreshes its picture; 250 ms. Shorter lets people see their admission
 *     sooner and costs Redis two small scripts more per instance and queue
 * @param recovery what happens when Redis has lost data
 */
@ConfigurationProperties("showgate.queue")
record QueueProperties(
        @DefaultValue Map<String, QueueSettings> named,
        @DefaultValue("250ms") Duration tick,
        @DefaultValue Recovery recovery) {

    /**
     * Bounds for getting over a loss of Redis.
     *
     * @param settle for how long nobody is let in after a loss, so that those who wait can come back in order; 15 s,
     *     which is longer than anybody is told to wait until the next poll. Shorter lets late ones be overtaken, longer
     *     lets everybody wait
     * @param reserve how many numbers are reserved in the database ahead of the sequence, 1,000,000. More lets people
     *     join for longer while the database is away, at least half as many; fewer leave smaller gaps after a restart
     */
    record Recovery(
            @DefaultValue("15s") Duration settle,
            @DefaultValue("1000000") int reserve) {

        Recovery {
            if (settle.isNegative() || reserve < 2) {
                throw new IllegalArgumentException(
                        "showgate.queue.recovery needs a settle time of 0 or more, and to reserve 2 numbers or more");
            }
        }
    }

    /** The queue meant by requests that name none. */
    static final String MAIN = "main";

    QueueProperties {
        named = named.isEmpty() ? Map.of(MAIN, QueueSettings.defaults()) : Map.copyOf(named);
        named.keySet().forEach(QueueProperties::requireName);
        if (tick.toMillis() < 10 || tick.toMillis() > 1000) {
            throw new IllegalArgumentException("showgate.queue.tick is from 10ms to 1s");
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "A queue's name has 1 to 32 lower-case letters, digits or '-', unlike '" + name + "'");
        }
    }
}
