package io.showgate.queue;

import io.showgate.startup.BackgroundWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ticks every queue on this instance. All instances tick in the same way and none leads, because a script in Redis
 * decides what a tick does. Each queue has one thread for ticks and one for its maintenance, so that no queue waits for
 * another and no admission waits for a write. The first ticks end before the instance takes requests, so that polls can
 * be answered from memory.
 */
@Component
class QueueTicker extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(QueueTicker.class);
    private static final Duration MAINTENANCE = Duration.ofSeconds(1);

    private final Queues queues;
    private final QueueMetrics metrics;
    private final AdmissionPressure pressure;
    private final Duration tick;

    QueueTicker(Queues queues, QueueMetrics metrics, AdmissionPressure pressure, QueueProperties properties) {
        super("queue-tick", 2 * queues.all().size(), Duration.ZERO);
        this.queues = queues;
        this.metrics = metrics;
        this.pressure = pressure;
        tick = properties.tick();
    }

    @Override
    protected void begin() {
        for (var queue : queues.all()) {
            var ticks = new Ticks(queue);
            ticks.run();
            every(tick, ticks);
            every(MAINTENANCE, queue::maintain);
        }
    }

    /** Writes the presence of people once more. */
    @Override
    protected void end() {
        for (var queue : queues.all()) {
            try {
                queue.maintain();
            } catch (RuntimeException failure) {
                LOG.debug("Could not write presence for queue {}; the next requests repeat it", queue.name(), failure);
            }
        }
    }

    /** The ticks of one queue. Confined to one thread at a time. */
    private final class Ticks implements Runnable {

        private final LocalQueue queue;
        private final QueueMeters meters;
        private boolean failing;
        private boolean full;
        private long plannedNanos = System.nanoTime();

        Ticks(LocalQueue queue) {
            this.queue = queue;
            meters = metrics.of(queue);
        }

        @Override
        public void run() {
            var delay = Duration.ofNanos(Math.max(0, System.nanoTime() - plannedNanos));
            try {
                queue.redis().eviction().run();
                if (!queue.redis().eviction().isUnsafe()) {
                    meters.ticked(queue.steering().admit(pressure.now()), delay);
                }
                queue.replica().refresh();
                succeeded();
            } catch (RuntimeException | Error failure) {
                failed(failure);
            } finally {
                plannedNanos = System.nanoTime() + tick.toNanos();
            }
        }

        private void succeeded() {
            queue.redis().answered();
            if (failing) {
                failing = false;
                LOG.info("Queue {} ticks again", queue.name());
            }
            if (queue.redis().isFull() != full) {
                full = !full;
                logMemory();
            }
        }

        private void logMemory() {
            if (full) {
                LOG.warn(
                        "Redis is full: no one can join queue {}. People who have a place are admitted as usual",
                        queue.name());
            } else {
                LOG.info("Redis has memory again for queue {}", queue.name());
            }
        }

        private void failed(Throwable failure) {
            queue.redis().failed();
            if (!failing) {
                failing = true;
                LOG.warn(
                        "Queue {} cannot tick; this instance admits no one until it can: {}",
                        queue.name(),
                        failure.toString());
            }
            LOG.debug("Tick of queue {} failed", queue.name(), failure);
        }
    }
}
