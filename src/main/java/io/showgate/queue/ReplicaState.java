package io.showgate.queue;

import java.time.Duration;

/**
 * The replica of a queue as of its last refresh, published as a whole. Immutable.
 *
 * @param snapshot the queue at that moment
 * @param settings the settings in force
 * @param admission whether the queue admits people
 * @param pace how fast people are admitted
 * @param redisAheadMillis how far the clock of Redis is ahead of the clock of this machine
 * @param isLoaded false before the first refresh, when nothing can be answered from memory
 */
record ReplicaState(
        QueueSnapshot snapshot,
        QueueSettings settings,
        Admission admission,
        AdmissionHistory.Pace pace,
        long redisAheadMillis,
        boolean isLoaded) {

    /** Before the first refresh. */
    static ReplicaState unknown(QueueSettings configured, AdmissionHistory.Pace pace) {
        return new ReplicaState(
                QueueSnapshot.NONE, configured, admission(QueueSnapshot.NONE, configured), pace, 0, false);
    }

    /** After a refresh. */
    static ReplicaState of(
            QueueSnapshot snapshot, QueueSettings settings, AdmissionHistory.Pace pace, long redisAheadMillis) {
        return new ReplicaState(snapshot, settings, admission(snapshot, settings), pace, redisAheadMillis, true);
    }

    private static Admission admission(QueueSnapshot snapshot, QueueSettings settings) {
        if (settings.paused()) {
            return Admission.PAUSED;
        }
        return snapshot.isHeld() || snapshot.isSettling() ? Admission.HELD : Admission.OPEN;
    }

    /** How long ago the snapshot was taken, at that time of Redis. */
    Duration age(long redisMillis) {
        return Duration.ofMillis(Math.max(0, redisMillis - snapshot.nowMillis()));
    }
}
