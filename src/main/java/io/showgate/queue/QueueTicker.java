package io.showgate.queue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ticks every queue on this instance. All instances tick alike and none leads: what a tick does is decided in Redis.
 * Each queue has a thread of its own for ticking and one for writing marks, so that no queue waits for another and no
 * admission for a write. Runs until after the web server has drained.
 */
@Component
class QueueTicker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueueTicker.class);
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final Queues queues;
    private final QueueMetrics metrics;
    private final AdmissionPressure pressure;
    private final Duration tick;
    private @Nullable ScheduledExecutorService executor;

    QueueTicker(Queues queues, QueueMetrics metrics, AdmissionPressure pressure, QueueProperties properties) {
        this.queues = queues;
        this.metrics = metrics;
        this.pressure = pressure;
        tick = properties.tick();
    }

    @Override
    public synchronized void start() {
        var threads = Thread.ofPlatform().name("queue-tick-", 0).daemon().factory();
        executor = Executors.newScheduledThreadPool(2 * queues.all().size(), threads);
        for (var view : queues.all()) {
            var ticks = new Ticks(view);
            ticks.run();
            var _ = executor.scheduleWithFixedDelay(ticks, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
            var _ = executor.scheduleWithFixedDelay(
                    guarded(view::flush), FLUSH.toMillis(), FLUSH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
        queues.all().forEach(view -> guarded(view::flush).run());
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    /** Before the web server takes requests, and until after it has answered the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** A failure must not end a schedule; the ticks log that Redis is away, once. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.debug("Could not write marks; the next requests repeat them", failure);
            }
        };
    }

    /** The ticks of one queue. */
    private final class Ticks implements Runnable {

        private final QueueView view;
        private final QueueMetrics.OfQueue meters;
        private boolean failing;
        private boolean full;
        private long plannedNanos = System.nanoTime();

        Ticks(QueueView view) {
            this.view = view;
            meters = metrics.of(view);
        }

        @Override
        public void run() {
            var delay = Duration.ofNanos(Math.max(0, System.nanoTime() - plannedNanos));
            try {
                view.eviction().run();
                if (!view.eviction().isUnsafe()) {
                    meters.ticked(view.admit(pressure.now()), delay);
                }
                view.refresh();
                succeeded();
            } catch (RuntimeException | Error failure) {
                failed(failure);
            } finally {
                plannedNanos = System.nanoTime() + tick.toNanos();
            }
        }

        private void succeeded() {
            view.redis().answered();
            if (failing) {
                failing = false;
                LOG.info("Queue {} ticks again", view.name());
            }
            if (view.isRedisFull() != full) {
                full = !full;
                tellOfMemory();
            }
        }

        private void tellOfMemory() {
            if (full) {
                LOG.warn(
                        "Redis is full: nobody can join queue {}. Those who have a place are let in as ever",
                        view.name());
            } else {
                LOG.info("Redis has memory again for queue {}", view.name());
            }
        }

        private void failed(Throwable failure) {
            view.redis().failed();
            if (!failing) {
                failing = true;
                LOG.warn(
                        "Queue {} cannot tick; this instance admits nobody until it can: {}",
                        view.name(),
                        failure.toString());
            }
            LOG.debug("Tick of queue {} failed", view.name(), failure);
        }
    }
}
