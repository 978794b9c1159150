package io.showgate.queue;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: an instance that has never seen a queue cannot answer polls. Once it has, it stays ready while
 * Redis is away, but not while Redis may drop people who wait.
 */
@Component
class QueueHealthIndicator implements HealthIndicator {

    private final Queues queues;

    QueueHealthIndicator(Queues queues) {
        this.queues = queues;
    }

    @Override
    public Health health() {
        var health = Health.up();
        queues.all().forEach(view -> check(view, health));
        return health.build();
    }

    private static void check(QueueView view, Health.Builder health) {
        if (!view.isLoaded()) {
            health.outOfService().withDetail(view.name(), "Redis has not answered since the start");
        }
        if (view.eviction().isUnsafe()) {
            health.outOfService().withDetail(view.name(), "Redis' maxmemory-policy may drop people who wait");
        }
    }
}
