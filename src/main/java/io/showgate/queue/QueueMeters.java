package io.showgate.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** The meters of one queue. Thread-safe. */
final class QueueMeters {

    private static final String JOINS = "Requests to join, by outcome";
    private static final String POLLS = "Polls for a place, by answer";

    private final MeterRegistry registry;
    private final LocalQueue queue;
    private final Counter joinedWaiting;
    private final Counter joinedActive;
    private final Counter joinRefused;
    private final Counter polledWaiting;
    private final Counter polledActive;
    private final Counter polledEnded;
    private final Counter left;
    private final Counter admitted;
    private final Counter skipped;
    private final Counter expired;
    private final Timer tickDelay;

    QueueMeters(MeterRegistry registry, LocalQueue queue) {
        this.registry = registry;
        this.queue = queue;
        joinedWaiting = counter("queue.joins", JOINS, "waiting");
        joinedActive = counter("queue.joins", JOINS, "active");
        joinRefused = counter("queue.joins", JOINS, "refused");
        polledWaiting = counter("queue.polls", POLLS, "waiting");
        polledActive = counter("queue.polls", POLLS, "active");
        polledEnded = counter("queue.polls", POLLS, "ended");
        left = counter("queue.left", "Places and sessions that their holders gave up");
        admitted = counter("queue.admitted", "People admitted by a tick of this instance");
        skipped = counter("queue.skipped", "People passed by because they were absent, by a tick of this instance");
        expired = counter("queue.expired", "Expired sessions, ended by a tick of this instance");
        tickDelay = Timer.builder("queue.tick.delay")
                .description("How much later than planned a tick began")
                .tag("queue", queue.name())
                .register(registry);
        registerPeople();
        registerSteering();
        registerRedis();
        registerRecovery();
    }

    private void registerPeople() {
        snapshot("queue.waiting", "People who wait", QueueSnapshot::waiting);
        snapshot("queue.active", "Active users", QueueSnapshot::active);
        snapshot(
                "queue.rate",
                "People admitted within the last interval",
                now -> now.state().admittedInWindow());
        snapshot(
                "queue.oldest.seconds",
                "How long the next in turn has waited, in seconds",
                now -> now.oldestWait().toSeconds());
    }

    private void registerSteering() {
        gauge(
                "admission.rate",
                "People per interval that this instance aims to admit",
                own -> own.steering().rate());
        settings("queue.max.active", "The most users that may be active at once", QueueSettings::maxActive);
        settings("queue.paused", "1 while an operator has paused admission", now -> flag(now.paused()));
    }

    private void registerRedis() {
        gauge(
                "queue.redis.away",
                "1 while Redis does not answer for the queue, and requests that need it are refused",
                own -> flag(own.redis().isAway()));
        gauge(
                "queue.redis.full",
                "1 while Redis has no memory for new people",
                own -> flag(own.redis().isFull()));
        gauge(
                "queue.redis.evicting",
                "1 while the queue is not served, because Redis may drop people who wait",
                own -> flag(own.redis().eviction().isUnsafe()));
        gauge(
                "queue.redis.memory.bytes",
                "Memory used by the Redis that holds the queue, in bytes",
                own -> own.redis().eviction().usedBytes());
        gauge(
                "queue.snapshot.age.seconds",
                "How old this instance's snapshot is, in seconds",
                own -> own.replica().age().toMillis() / 1000.0);
    }

    private void registerRecovery() {
        snapshot(
                "queue.settling",
                "1 while people whose places Redis lost may come back and no one is admitted",
                now -> flag(now.isSettling()));
        recovery("queue.losses", "How often this instance found that Redis had lost data", QueueRecovery::losses);
        recovery("queue.restored", "Places that this instance put back after a loss", QueueRecovery::restored);
        recovery(
                "queue.readmitted", "Sessions that this instance brought back after a loss", QueueRecovery::readmitted);
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private Counter counter(String name, String description, String... outcome) {
        var builder = Counter.builder(name).description(description).tag("queue", queue.name());
        return (outcome.length == 0 ? builder : builder.tag("outcome", outcome[0])).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<LocalQueue> value) {
        Gauge.builder(name, queue, value)
                .description(description)
                .tag("queue", queue.name())
                .register(registry);
    }

    private void snapshot(String name, String description, ToDoubleFunction<QueueSnapshot> value) {
        gauge(name, description, own -> value.applyAsDouble(own.replica().snapshot()));
    }

    private void settings(String name, String description, ToDoubleFunction<QueueSettings> value) {
        gauge(
                name,
                description,
                own -> value.applyAsDouble(own.replica().state().settings()));
    }

    private void recovery(String name, String description, ToDoubleFunction<QueueRecovery> count) {
        FunctionCounter.builder(name, queue.recovery(), count)
                .description(description)
                .tag("queue", queue.name())
                .register(registry);
    }

    QueueAnswer joined(QueueAnswer answer) {
        switch (answer) {
            case QueueAnswer.Waiting _ -> joinedWaiting.increment();
            case QueueAnswer.Active _ -> joinedActive.increment();
            case QueueAnswer.Refused _ -> joinRefused.increment();
        }
        return answer;
    }

    QueueAnswer polled(QueueAnswer answer) {
        switch (answer) {
            case QueueAnswer.Waiting _ -> polledWaiting.increment();
            case QueueAnswer.Active _ -> polledActive.increment();
            case QueueAnswer.Refused _ -> polledEnded.increment();
        }
        return answer;
    }

    void left(Departure.Outcome outcome) {
        if (outcome == Departure.Outcome.LEFT) {
            left.increment();
        }
    }

    void ticked(Tick tick, Duration delay) {
        admitted.increment(tick.admitted());
        skipped.increment(tick.skipped());
        expired.increment(tick.expired());
        tickDelay.record(delay);
    }
}
