package io.showgate.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * One measurement that the admission rate follows. Every bean of this type is a signal; {@link AdmissionSteering}
 * follows the one with the highest load. One thread calls these methods.
 */
interface AdmissionSignal {

    /** Takes a sample; called ten times a second. */
    default void sample() {}

    /** True if the last sample found something broken. Then no one is admitted, from this moment on. */
    default boolean isBroken() {
        return false;
    }

    /**
     * The load since the last call; called once a second. 0 is no load and 1 is the highest acceptable load. More than
     * 1 lowers the admission rate.
     */
    double takeLoad();

    /** Shows a value of a signal as the metric {@code admission.input}. */
    static <T> void show(MeterRegistry meters, String input, T signal, ToDoubleFunction<T> value) {
        Gauge.builder("admission.input", signal, value)
                .description("What the admission rate follows: parts of 1, threads, seconds, 1 for open")
                .tag("input", input)
                .register(meters);
    }
}
