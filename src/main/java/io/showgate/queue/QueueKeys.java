package io.showgate.queue;

import java.util.List;

/**
 * The Redis keys of one queue; docs/redis-keys.md says what each holds. All have the queue's name as hash tag, so they
 * share a cluster slot and every script is legal in Redis Cluster.
 */
record QueueKeys(
        Object sequence,
        Object waiting,
        Object active,
        Object sessions,
        Object absent,
        Object seen,
        Object state,
        Object admissions,
        Object window,
        Object joinTimes,
        Object recovered) {

    static QueueKeys of(String queue) {
        var prefix = "queue:{" + queue + "}:";
        return new QueueKeys(
                prefix + "sequence",
                prefix + "waiting",
                prefix + "active",
                prefix + "sessions",
                prefix + "absent",
                prefix + "seen",
                prefix + "state",
                prefix + "admissions",
                prefix + "window",
                prefix + "join-times",
                prefix + "recovered");
    }

    /** Every key, for tests that look at a queue from outside. */
    List<Object> all() {
        return List.of(
                sequence, waiting, active, sessions, absent, seen, state, admissions, window, joinTimes, recovered);
    }
}
