package io.showgate.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Says as a metric what the readiness probe says, so that an instance which is not ready for long is an alert. */
@Component
class ReadinessMeter implements MeterBinder {

    private final ApplicationAvailability availability;
    private final QueueHealthIndicator queues;

    ReadinessMeter(ApplicationAvailability availability, QueueHealthIndicator queues) {
        this.availability = availability;
        this.queues = queues;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("instance.ready", this, meter -> meter.isReady() ? 1 : 0)
                .description("Whether the readiness probe says that people may be sent here")
                .register(meters);
    }

    private boolean isReady() {
        return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                && queues.health().getStatus().equals(Status.UP);
    }
}
