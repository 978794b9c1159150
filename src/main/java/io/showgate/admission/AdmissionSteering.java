package io.showgate.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.queue.AdmissionPressure;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the number of people let in follow what the database and the gated routes bear: looks ten times a second, so
 * that a moment's peak counts as a moment, and steps {@link AdmissionControl} once a second. A broken database is
 * obeyed at once. Every instance steers for itself; what one lets in is decided by the tick that comes first.
 */
@Component
class AdmissionSteering implements AdmissionPressure, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionSteering.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_PER_STEP = 10;

    private final DatabaseLoad database;
    private final GatedLatency latency;
    private final AdmissionControl control;
    private volatile Allowance allowance = Allowance.CEILING;
    private volatile AdmissionControl.Reading reading = new AdmissionControl.Reading(0, 0, Duration.ZERO, false);
    private @Nullable ScheduledExecutorService executor;

    private int looks;
    private double usages;
    private int mostWaiting;
    private long steppedNanos = System.nanoTime();

    AdmissionSteering(
            DatabaseLoad database, GatedLatency latency, AdmissionProperties properties, MeterRegistry registry) {
        this.database = database;
        this.latency = latency;
        control = new AdmissionControl(properties.control());
        input(registry, "usage", steering -> steering.reading.usage());
        input(registry, "waiting", steering -> steering.reading.waiting());
        input(registry, "latency", steering -> steering.reading.latency().toNanos() / 1e9);
        input(registry, "breaker", steering -> steering.reading.broken() ? 1 : 0);
        gauge("admission.share", "How far from floor to ceiling this instance admits", a -> a.allowance.share())
                .register(registry);
        gauge(
                        "admission.held",
                        "1 while this instance lets nobody in for the database",
                        a -> a.allowance.held() ? 1 : 0)
                .register(registry);
    }

    private void input(MeterRegistry registry, String input, ToDoubleFunction<AdmissionSteering> value) {
        gauge("admission.input", "What the number let in follows: parts of 1, threads, seconds, 1 for open", value)
                .tag("input", input)
                .register(registry);
    }

    private Gauge.Builder<AdmissionSteering> gauge(
            String name, String description, ToDoubleFunction<AdmissionSteering> value) {
        return Gauge.builder(name, this, value).description(description);
    }

    @Override
    public Allowance now() {
        return allowance;
    }

    /** One look at the database; every tenth, and each that finds it broken, leads to a step. */
    void look() {
        looks++;
        usages += database.usage();
        mostWaiting = Math.max(mostWaiting, database.waiting());
        boolean broken = database.isBroken();
        if (looks == LOOKS_PER_STEP || broken) {
            step(broken);
        }
    }

    private void step(boolean broken) {
        long now = System.nanoTime();
        reading = new AdmissionControl.Reading(usages / looks, mostWaiting, latency.take(), broken);
        allowance = control.step(reading, Duration.ofNanos(now - steppedNanos));
        steppedNanos = now;
        looks = 0;
        usages = 0;
        mostWaiting = 0;
    }

    @Override
    public synchronized void start() {
        executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("admission-steering").daemon().factory());
        var _ = executor.scheduleWithFixedDelay(this::guardedLook, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A failure must not end the schedule. */
    private void guardedLook() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.debug("Could not look at the database", failure);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    /** As long as the queues tick. */
    @Override
    public int getPhase() {
        return 0;
    }
}
