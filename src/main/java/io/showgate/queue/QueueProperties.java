package io.showgate.queue;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The queues of this installation, and how often an instance refreshes them.
 *
 * @param named the queues by name (lower-case letters, digits and '-'); one called {@code main} if none is configured
 * @param tick how often each instance ticks: it admits people and refreshes its replica. Default: 250 ms. A shorter
 *     time shows people their admission sooner, and costs Redis two small scripts per tick, instance and queue
 * @param recovery how to recover after Redis has lost data
 */
@ConfigurationProperties("showgate.queue")
record QueueProperties(
        @DefaultValue Map<String, QueueSettings> named,
        @DefaultValue("250ms") Duration tick,
        @DefaultValue Recovery recovery) {

    /**
     * The recovery after a loss of Redis.
     *
     * @param settle how long no one is admitted after a loss, so that people who wait can come back in order. Default:
     *     15 s, which is longer than any time until the next poll. With a shorter time, people who poll late may be
     *     overtaken; with a longer time, everyone waits longer
     * @param reserve how many numbers are reserved in the database ahead of the sequence. Default: 1,000,000. While the
     *     database is away, at least half as many people can still join. A smaller number leaves smaller gaps after a
     *     restart
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

    /** The queue of requests that name none. */
    static final String MAIN = "main";

    QueueProperties {
        named = named.isEmpty() ? Map.of(MAIN, QueueSettings.defaults()) : Map.copyOf(named);
        named.keySet().forEach(QueueProperties::requireName);
        named.values().forEach(QueueSettings::checked);
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
