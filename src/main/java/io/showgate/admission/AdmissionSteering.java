package io.showgate.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.queue.AdmissionPressure;
import io.showgate.startup.BackgroundWork;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * Makes the admission rate follow the {@linkplain AdmissionSignal signals}. It samples them ten times a second, so that
 * a short peak counts as a short peak. It steps {@link AdmissionControl} once a second, or at once if a signal is
 * broken. Every instance steers for itself, and each tick uses the allowance of the instance that ticks.
 */
@Component
class AdmissionSteering extends BackgroundWork implements AdmissionPressure {

    private static final Duration SAMPLE = Duration.ofMillis(100);
    private static final int SAMPLES_PER_STEP = 10;

    private final List<AdmissionSignal> signals;
    private final AdmissionControl control;
    private volatile Allowance allowance = Allowance.CEILING;
    private int samples;
    private long steppedNanos = System.nanoTime();

    AdmissionSteering(List<AdmissionSignal> signals, AdmissionProperties properties, MeterRegistry meters) {
        super("admission-steering", 1, Duration.ZERO);
        this.signals = List.copyOf(signals);
        control = new AdmissionControl(properties.control());
        show(
                meters,
                "admission.share",
                "How far the rate is from floor, at 0, to ceiling, at 1, on this instance",
                Allowance::share);
        show(
                meters,
                "admission.held",
                "1 while this instance admits no one because a signal is broken",
                current -> current.held() ? 1 : 0);
    }

    private void show(MeterRegistry meters, String name, String description, ToDoubleFunction<Allowance> value) {
        Gauge.builder(name, this, steering -> value.applyAsDouble(steering.allowance))
                .description(description)
                .register(meters);
    }

    @Override
    public Allowance now() {
        return allowance;
    }

    @Override
    protected void begin() {
        every(SAMPLE, this::sample);
    }

    /** Samples every signal. Every tenth call steps, and every call that finds a signal broken. */
    void sample() {
        samples++;
        signals.forEach(AdmissionSignal::sample);
        boolean broken = signals.stream().anyMatch(AdmissionSignal::isBroken);
        if (samples >= SAMPLES_PER_STEP || broken) {
            step(broken);
        }
    }

    private void step(boolean broken) {
        long now = System.nanoTime();
        double load =
                signals.stream().mapToDouble(AdmissionSignal::takeLoad).max().orElse(0);
        var elapsed = Duration.ofNanos(now - steppedNanos);
        allowance = broken ? control.hold() : control.step(load, elapsed);
        steppedNanos = now;
        samples = 0;
    }
}
