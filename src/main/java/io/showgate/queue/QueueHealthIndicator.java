package io.showgate.queue;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness. An instance is not ready before it has loaded every queue, because it cannot answer polls. After
 * that it stays ready while Redis is away, but not while Redis may drop people who wait.
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
        queues.all().forEach(queue -> check(queue, health));
        return health.build();
    }

    private static void check(LocalQueue queue, Health.Builder health) {
        if (!queue.replica().state().isLoaded()) {
            health.outOfService().withDetail(queue.name(), "Redis has not answered since the start");
        }
        if (queue.redis().eviction().isUnsafe()) {
            health.outOfService().withDetail(queue.name(), "Redis' maxmemory-policy may drop people who wait");
        }
    }
}
