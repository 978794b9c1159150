package io.showgate.invariants;

import java.util.List;
import java.util.Map;

/**
 * The contents of one queue in Redis at one moment; docs/redis-keys.md says what each key means. Times are in
 * milliseconds.
 *
 * @param sequence the last number given
 * @param waiting numbers by user
 * @param absent numbers by user
 * @param seen times by user
 * @param active ends of sessions by user
 * @param sessions {@code number:deadline} by user
 * @param state fields by name
 */
record QueueContents(
        long sequence,
        Map<String, Long> waiting,
        Map<String, Long> absent,
        Map<String, Long> seen,
        Map<String, Long> active,
        Map<String, String> sessions,
        Map<String, String> state) {

    /** The names of a queue's keys after the hash tag. */
    static final List<String> KEYS = List.of(
            "sequence",
            "waiting",
            "active",
            "sessions",
            "absent",
            "seen",
            "state",
            "admissions",
            "window",
            "join-times",
            "recovered");

    private static final List<String> READ =
            List.of("sequence", "waiting", "absent", "seen", "active", "sessions", "state");

    /** Reads what is stored now under keys with this prefix. */
    static QueueContents read(TestKeys keys, String prefix) {
        var contents = keys.contents(prefix, READ);
        return new QueueContents(
                contents.number("sequence"),
                contents.scores("waiting"),
                contents.scores("absent"),
                contents.scores("seen"),
                contents.scores("active"),
                contents.pairs("sessions"),
                contents.pairs("state"));
    }
}
