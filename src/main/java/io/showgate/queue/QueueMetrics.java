package io.showgate.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * What operators see of the queues. Counters count what this instance did, so that their sum over all instances is the
 * truth; gauges show the whole queue, the same on every instance. All meters are resolved once, none in a request.
 */
@Component
class QueueMetrics {

    private final MeterRegistry registry;
    private final Map<String, OfQueue> queues = new ConcurrentHashMap<>();
    private final Counter noToken;
    private final Counter forged;

    QueueMetrics(MeterRegistry registry) {
        this.registry = registry;
        noToken = refused("missing");
        forged = refused("forged");
    }

    private Counter refused(String reason) {
        return Counter.builder("queue.tokens.refused")
                .description("Polls without a waiting token or with one that we did not write")
                .tag("reason", reason)
                .register(registry);
    }

    QueueAnswer refused(QueueAnswer.Refused answer) {
        (answer instanceof QueueAnswer.NoToken ? noToken : forged).increment();
        return answer;
    }

    OfQueue of(QueueView view) {
        var known = queues.get(view.name());
        return known != null ? known : queues.computeIfAbsent(view.name(), _ -> new OfQueue(registry, view));
    }

    /** The meters of one queue. */
    static final class OfQueue {

        private final MeterRegistry registry;
        private final String queue;
        private final Counter joinedWaiting;
        private final Counter joinedActive;
        private final Counter joinRefused;
        private final Counter polledWaiting;
        private final Counter polledActive;
        private final Counter polledEnded;
        private final Counter left;
        private final Counter admitted;
        private final Counter skipped;
        private final Counter expired;
        private final Timer tickDelay;

        OfQueue(MeterRegistry registry, QueueView view) {
            this.registry = registry;
            queue = view.name();
            joinedWaiting = counter("queue.joins", "Requests to join, by what they found", "waiting");
            joinedActive = counter("queue.joins", "Requests to join, by what they found", "active");
            joinRefused = counter("queue.joins", "Requests to join, by what they found", "refused");
            polledWaiting = counter("queue.polls", "Requests for one's place, by answer", "waiting");
            polledActive = counter("queue.polls", "Requests for one's place, by answer", "active");
            polledEnded = counter("queue.polls", "Requests for one's place, by answer", "ended");
            left = counter("queue.left", "Places and sessions given up by their holders");
            admitted = counter("queue.admitted", "People let in by a tick of this instance");
            skipped = counter("queue.skipped", "People passed by because they were absent, by a tick of this instance");
            expired = counter("queue.expired", "Sessions ended by time, by a tick of this instance");
            tickDelay = Timer.builder("queue.tick.delay")
                    .description("How much later than planned a tick began")
                    .tag("queue", queue)
                    .register(registry);
            gauge("queue.waiting", "People who wait", view, v -> v.snapshot().waiting());
            gauge(
                    "queue.settling",
                    "1 while those whose places Redis lost may come back and nobody is let in",
                    view,
                    v -> v.snapshot().isSettling() ? 1 : 0);
            recovered(
                    "queue.losses",
                    "How often this instance found that Redis had lost data",
                    QueueRecovery::losses,
                    view);
            recovered(
                    "queue.restored", "Places that this instance put back after a loss", QueueRecovery::restored, view);
            recovered(
                    "queue.readmitted",
                    "Sessions that this instance brought back after a loss",
                    QueueRecovery::readmitted,
                    view);
            gauge(
                    "queue.active",
                    "People who are inside",
                    view,
                    v -> v.snapshot().active());
            gauge(
                    "queue.rate",
                    "People let in within the last interval",
                    view,
                    v -> v.snapshot().admittedInWindow());
            gauge("admission.rate", "People per interval that this instance aims to let in", view, QueueView::rate);
            gauge(
                    "queue.max.active",
                    "The most that may be inside",
                    view,
                    v -> v.settings().maxActive());
            gauge(
                    "queue.paused",
                    "1 while nobody is let in",
                    view,
                    v -> v.settings().paused() ? 1 : 0);
            gauge(
                    "queue.oldest.seconds",
                    "How long the next in turn has waited, in seconds",
                    view,
                    v -> v.figures().oldestWaiting().toSeconds());
            gauge(
                    "queue.redis.away",
                    "1 while Redis does not answer for the queue, and requests that need it are refused",
                    view,
                    v -> v.redis().isAway() ? 1 : 0);
            gauge("queue.redis.full", "1 while Redis has memory for nobody new", view, v -> v.isRedisFull() ? 1 : 0);
            gauge(
                    "queue.redis.evicting",
                    "1 while the queue is not served, because Redis may drop people who wait",
                    view,
                    v -> v.eviction().isUnsafe() ? 1 : 0);
            gauge(
                    "queue.redis.memory.bytes",
                    "What the Redis that has the queue uses, in bytes",
                    view,
                    v -> v.eviction().usedBytes());
            gauge(
                    "queue.snapshot.age.seconds",
                    "How old this instance's picture is, in seconds",
                    view,
                    v -> v.age().toMillis() / 1000.0);
        }

        private void recovered(String name, String description, ToDoubleFunction<QueueRecovery> count, QueueView view) {
            FunctionCounter.builder(name, view.recovery(), count)
                    .description(description)
                    .tag("queue", queue)
                    .register(registry);
        }

        private Counter counter(String name, String description, String... outcome) {
            var builder = Counter.builder(name).description(description).tag("queue", queue);
            return (outcome.length == 0 ? builder : builder.tag("outcome", outcome[0])).register(registry);
        }

        private void gauge(String name, String description, QueueView view, ToDoubleFunction<QueueView> value) {
            Gauge.builder(name, view, value)
                    .description(description)
                    .tag("queue", queue)
                    .register(registry);
        }

        QueueAnswer joined(QueueAnswer answer) {
            switch (answer) {
                case QueueAnswer.Waiting _ -> joinedWaiting.increment();
                case QueueAnswer.Active _ -> joinedActive.increment();
                case QueueAnswer.Refused _ -> joinRefused.increment();
            }
            return answer;
        }

        QueueAnswer polled(QueueAnswer answer) {
            switch (answer) {
                case QueueAnswer.Waiting _ -> polledWaiting.increment();
                case QueueAnswer.Active _ -> polledActive.increment();
                case QueueAnswer.Refused _ -> polledEnded.increment();
            }
            return answer;
        }

        void left(QueueScripts.Leaving leaving) {
            if (leaving == QueueScripts.Leaving.LEFT) {
                left.increment();
            }
        }

        void ticked(QueueScripts.Tick tick, Duration delay) {
            admitted.increment(tick.admitted());
            skipped.increment(tick.skipped());
            expired.increment(tick.expired());
            tickDelay.record(delay);
        }
    }
}
