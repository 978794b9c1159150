package io.showgate.queue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of a queue's state in Redis: settings that operators changed, bookkeeping and counters. docs/redis-keys.md
 * lists them. A number that is missing is 0. Immutable.
 *
 * @param fields the values by name
 * @param epoch when this queue began to exist, in ms; 0 while Redis does not know it
 * @param version the last entry of the admission log
 * @param frontier the highest number whose turn has come
 */
record QueueState(Map<String, String> fields, long epoch, long version, long frontier) {

    /** Fields that concern one run of Redis only. The next opening sets them again. */
    private static final Set<String> OF_ONE_RUN = Set.of(
            "epoch",
            "run",
            "opened",
            "limit",
            "version",
            "found",
            "settling",
            "lost",
            "awake",
            "tick",
            "inWindow",
            "unheld");

    /** Longer than the longest interval between ticks, so that an instance that admits people always counts. */
    private static final long HELD_MILLIS = 2_000;

    /** The state with these fields. */
    static QueueState of(Map<String, String> fields) {
        return new QueueState(
                Map.copyOf(fields), number(fields, "epoch"), number(fields, "version"), number(fields, "frontier"));
    }

    /** True if the queue is open in this run of Redis. */
    boolean isOpenIn(String run) {
        return epoch != 0 && run.equals(fields.get("run"));
    }

    /** When and where the queue was last opened. Another value means that Redis may have lost data in between. */
    String opened() {
        return fields.getOrDefault("opened", "");
    }

    /** Up to which number places may be given. */
    long limit() {
        return number("limit");
    }

    /** The last entry of the admission log that Redis still knew when the queue was last opened. */
    long foundVersion() {
        return number("found");
    }

    /** How many numbers were skipped after losses, so that no person ever had them. */
    long unused() {
        return number("unused");
    }

    /** The last number that was skipped or lost in a loss, 0 without any. */
    long lastLost() {
        return ranges("lost").mapToLong(range -> range[1]).max().orElse(0);
    }

    /** True while people whose places were lost may come back. No one is admitted meanwhile. */
    boolean isSettlingAt(long nowMillis) {
        return ranges("settling").anyMatch(period -> period[0] <= nowMillis && nowMillis < period[1]);
    }

    /**
     * True if every ticking instance finds that the services behind the gate cannot take more people. If one instance
     * finds that they can, admission goes on, so all instances give the same answer.
     */
    boolean isHeldAt(long nowMillis) {
        return fields.containsKey("unheld") && nowMillis - number("unheld") >= HELD_MILLIS;
    }

    /** How many people were admitted since the queue began. */
    long admitted() {
        return number("admitted");
    }

    /** How many people were admitted within the last interval, up to the last tick. */
    long admittedInWindow() {
        return number("inWindow");
    }

    /** How often a person was passed by because they were absent. */
    long skipped() {
        return number("skipped");
    }

    /** How many sessions expired. */
    long expired() {
        return number("expired");
    }

    /** How many people gave up their place or their session. */
    long left() {
        return number("left");
    }

    /** The fields that an instance stores in Redis again after a loss: settings and counters. */
    Map<String, String> lasting() {
        var lasting = new TreeMap<>(fields);
        lasting.keySet().removeAll(OF_ONE_RUN);
        return lasting;
    }

    private Stream<long[]> ranges(String name) {
        return Arrays.stream(fields.getOrDefault(name, "").split(" ", -1))
                .filter(range -> !range.isEmpty())
                .map(range -> Arrays.stream(range.split(":", -1))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    private long number(String name) {
        return number(fields, name);
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
