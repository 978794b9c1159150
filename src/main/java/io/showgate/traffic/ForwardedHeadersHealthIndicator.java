package io.showgate.traffic;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A detail of readiness that says what to set if {@code X-Forwarded-For} arrives and is ignored. It is never down. */
@Component
class ForwardedHeadersHealthIndicator implements HealthIndicator {

    private final ForwardedHeaders forwarded;

    ForwardedHeadersHealthIndicator(ForwardedHeaders forwarded) {
        this.forwarded = forwarded;
    }

    @Override
    public Health health() {
        var advice = forwarded.advice();
        var health = Health.up();
        return advice == null
                ? health.build()
                : health.withDetail("ignored", advice).build();
    }
}
