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
 */
@ConfigurationProperties("showgate.queue")
record QueueProperties(
        @DefaultValue Map<String, QueueSettings> named,
        @DefaultValue("250ms") Duration tick) {

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
