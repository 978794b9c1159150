package io.showgate.queue;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: an instance that has never seen a queue cannot answer polls. Once it has, it stays ready while
 * Redis is away.
 */
@Component
class QueueHealthIndicator implements HealthIndicator {

    private final Queues queues;

    QueueHealthIndicator(Queues queues) {
        this.queues = queues;
    }

    @Override
    public Health health() {
        boolean ready = queues.all().stream().allMatch(QueueView::isLoaded);
        return (ready ? Health.up() : Health.outOfService()).build();
    }
}
