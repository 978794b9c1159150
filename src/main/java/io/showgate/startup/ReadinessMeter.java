package io.showgate.startup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Says as a metric what the readiness probe says, so that an instance which is not ready for long is an alert. */
@Component
class ReadinessMeter implements MeterBinder {

    private final HealthEndpoint health;

    ReadinessMeter(HealthEndpoint health) {
        this.health = health;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("instance.ready", this, meter -> meter.isReady() ? 1 : 0)
                .description("Whether the readiness probe says that people may be sent here")
                .register(meters);
    }

    private boolean isReady() {
        var readiness = health.healthForPath("readiness");
        return readiness != null && readiness.getStatus().equals(Status.UP);
    }
}
