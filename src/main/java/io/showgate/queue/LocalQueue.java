package io.showgate.queue;

import java.time.Clock;

/** One queue on this instance: its parts, put together. Thread-safe, as each part is. */
final class LocalQueue {

    private final String name;
    private final QueueRecovery recovery;
    private final QueueReplica replica;
    private final RedisCondition redis;
    private final PresenceWriter presence;
    private final PlaceLookup lookup;
    private final QueuePlaces places;
    private final QueueSteering steering;

    LocalQueue(
            String name,
            QueueSettings configured,
            QueueScripts scripts,
            QueueRecovery recovery,
            WaitingTokens tokens,
            Clock clock) {
        this.name = name;
        this.recovery = recovery;
        replica = new QueueReplica(configured, scripts, recovery, clock);
        redis = new RedisCondition(new EvictionCheck(name, scripts));
        presence = new PresenceWriter(scripts, replica, recovery);
        var answers = new QueueAnswers(name, tokens, replica);
        lookup = new PlaceLookup(scripts, replica, recovery, redis, presence, answers);
        places = new QueuePlaces(scripts, replica, recovery, redis, answers);
        steering = new QueueSteering(scripts, replica, redis);
    }

    String name() {
        return name;
    }

    QueueReplica replica() {
        return replica;
    }

    QueueRecovery recovery() {
        return recovery;
    }

    RedisCondition redis() {
        return redis;
    }

    PlaceLookup lookup() {
        return lookup;
    }

    QueuePlaces places() {
        return places;
    }

    QueueSteering steering() {
        return steering;
    }

    /** The figures for an operator, from memory. */
    QueueFigures figures() {
        return QueueFigures.of(name, replica.state());
    }

    /**
     * The work of every second: writes the presence of people, forgets data that no answer needs any more, and reserves
     * more numbers.
     */
    void maintain() {
        presence.flush();
        replica.forgetPast();
        recovery.reserveAhead(replica.snapshot());
    }
}
