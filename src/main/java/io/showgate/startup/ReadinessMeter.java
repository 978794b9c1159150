package io.showgate.startup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Shows the readiness probe as a metric, so that an alert is raised if an instance stays not ready for a long time. */
@Component
class ReadinessMeter implements MeterBinder {

    private final HealthEndpoint health;

    ReadinessMeter(HealthEndpoint health) {
        this.health = health;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("instance.ready", this, meter -> meter.isReady() ? 1 : 0)
                .description("1 while the readiness probe says that this instance can serve")
                .register(meters);
    }

    private boolean isReady() {
        var readiness = health.healthForPath("readiness");
        return readiness != null && readiness.getStatus().equals(Status.UP);
    }
}
