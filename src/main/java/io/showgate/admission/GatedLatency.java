package io.showgate.admission;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** How long the gated routes take, of those who passed the gate. Thread-safe; noting costs a few nanoseconds. */
@Component
class GatedLatency {

    private final LongAdder nanos = new LongAdder();
    private final LongAdder requests = new LongAdder();

    void note(long tookNanos) {
        nanos.add(tookNanos);
        requests.increment();
    }

    /** The mean since the last call, zero if there was no request. */
    Duration take() {
        long count = requests.sumThenReset();
        long sum = nanos.sumThenReset();
        return count == 0 ? Duration.ZERO : Duration.ofNanos(sum / count);
    }
}
