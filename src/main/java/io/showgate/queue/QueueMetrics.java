package io.showgate.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The metrics of all queues. Counters count the work of this instance, so their sum over all instances is the total.
 * Gauges show the whole queue and are the same on every instance. Meters are resolved once, none in a request.
 * Thread-safe.
 */
@Component
class QueueMetrics {

    private final MeterRegistry registry;
    private final Map<String, QueueMeters> queues = new ConcurrentHashMap<>();
    private final Counter noToken;
    private final Counter forged;

    QueueMetrics(MeterRegistry registry) {
        this.registry = registry;
        noToken = refused("missing");
        forged = refused("forged");
    }

    private Counter refused(String reason) {
        return Counter.builder("queue.tokens.refused")
                .description("Polls without a waiting token, or with one that Showgate did not write")
                .tag("reason", reason)
                .register(registry);
    }

    QueueAnswer refused(QueueAnswer.Refused answer) {
        (answer instanceof QueueAnswer.NoToken ? noToken : forged).increment();
        return answer;
    }

    QueueMeters of(LocalQueue queue) {
        var known = queues.get(queue.name());
        return known != null ? known : queues.computeIfAbsent(queue.name(), _ -> new QueueMeters(registry, queue));
    }
}
