package io.showgate.admission;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * The mean time that gated routes take for users who passed the gate. {@link #note} is thread-safe and costs a few
 * nanoseconds.
 */
@Component
class LatencySignal implements AdmissionSignal {

    private final LongAdder nanos = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final double acceptableNanos;
    private volatile double meanNanos;

    LatencySignal(AdmissionProperties properties, MeterRegistry meters) {
        acceptableNanos = properties.control().latency().toNanos();
        AdmissionSignal.show(meters, "latency", this, signal -> signal.meanNanos / TimeUnit.SECONDS.toNanos(1));
    }

    void note(long tookNanos) {
        nanos.add(tookNanos);
        requests.increment();
    }

    /** The load by the mean time since the last call; 0 if there was no request. */
    @Override
    public double takeLoad() {
        long count = requests.sumThenReset();
        long sum = nanos.sumThenReset();
        meanNanos = count == 0 ? 0 : (double) sum / count;
        return meanNanos / acceptableNanos;
    }
}
