package io.showgate.queue;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one queue looked like at one moment: everything that an instance needs to answer from memory until the next
 * refresh. Immutable.
 *
 * @param run the id of the run of Redis that answered
 * @param epoch when this queue began to exist, in ms; 0 while Redis does not know it
 * @param nowMillis the time of Redis when it was taken
 * @param version the last entry of the admission log
 * @param sequence the last number given
 * @param frontier the highest number whose turn has come
 * @param waiting how many wait, those included who came back after their turn
 * @param returned how many of them came back after their turn
 * @param active how many are inside
 * @param oldestMillis when the one at the head joined, 0 when nobody waits
 * @param positions the positions of those whose turn has not come
 * @param state the settings changed by operators, and counters
 */
record QueueSnapshot(
        String run,
        long epoch,
        long nowMillis,
        long version,
        long sequence,
        long frontier,
        long waiting,
        long returned,
        long active,
        long oldestMillis,
        Positions positions,
        Map<String, String> state) {

    /** What concerns one run of Redis and is found out anew in the next. */
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

    /** Longer than the longest tick, so that an instance that lets people in is not overlooked between two of them. */
    private static final long HELD_MILLIS = 2_000;

    /** Before the first refresh: nothing is known. */
    static final QueueSnapshot NONE = new QueueSnapshot("", 0, 0, 0, 0, 0, 0, 0, 0, 0, Ranks.NONE, Map.of());

    /**
     * A snapshot with the piece of the admission log that leads to it.
     *
     * @param firstVersion the version of the first change, 0 without any
     * @param changes the entries in order, as {@link ActiveUsers#apply} reads them
     */
    record Reply(QueueSnapshot snapshot, long firstVersion, List<String> changes) {

        /** Reads what follow.lua returns. */
        static Reply of(List<Object> answer) {
            var state = new HashMap<String, String>();
            int at = 7;
            for (; !answer.get(at).toString().isEmpty(); at += 2) {
                state.put(answer.get(at).toString(), answer.get(at + 1).toString());
            }
            var snapshot = new QueueSnapshot(
                    answer.get(6).toString(),
                    number(state, "epoch"),
                    at(answer, 0),
                    number(state, "version"),
                    at(answer, 1),
                    number(state, "frontier"),
                    at(answer, 2),
                    at(answer, 3),
                    at(answer, 4),
                    at(answer, 5),
                    behindGap(
                            new Ranks(
                                    number(state, "frontier"),
                                    at(answer, 1),
                                    numbers(answer, at + 1),
                                    numbers(answer, at + 2),
                                    numbers(answer, at + 3)),
                            at(answer, at + 6),
                            at(answer, at + 7)),
                    Map.copyOf(state));
            var changes = answer.get(at + 5).toString();
            return new Reply(
                    snapshot,
                    at(answer, at + 4),
                    changes.isEmpty() ? List.of() : Arrays.asList(changes.split("\n\n", -1)));
        }

        /** Behind the gap nobody has more before them than those before the gap and the numbers given since. */
        private static Positions behindGap(Ranks ranks, long gap, long before) {
            return number -> {
                long position = ranks.position(number);
                return number > gap && gap > 0 ? Math.min(position, before + number - gap) : position;
            };
        }

        private static long at(List<Object> answer, int index) {
            return Long.parseLong(answer.get(index).toString());
        }

        private static long[] numbers(List<Object> answer, int index) {
            var text = answer.get(index).toString();
            return text.isEmpty()
                    ? new long[0]
                    : Arrays.stream(text.split(" ", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
        }
    }

    /** The position of a number behind the frontier: 1 for the next in turn, 0 if nobody waits with this number. */
    long position(long number) {
        return positions.position(number);
    }

    /** Whether the run of Redis that answered knows the queue. */
    boolean isOpen() {
        return epoch != 0 && run.equals(state.get("run"));
    }

    /** Says when and where the queue was last opened; another value means that Redis may have lost data in between. */
    String opened() {
        return state.getOrDefault("opened", "");
    }

    /** Up to which number places may be given. */
    long limit() {
        return number(state, "limit");
    }

    /** The last entry of the admission log that Redis still knew when the queue was last opened. */
    long foundVersion() {
        return number(state, "found");
    }

    /** How many joined; what was skipped to be above every number ever given is nobody. */
    long joined() {
        return sequence - number(state, "unused");
    }

    /** Whether those whose places were lost may still be about to come back; nobody is let in meanwhile. */
    boolean isSettling() {
        return ranges("settling").anyMatch(period -> period[0] <= nowMillis && nowMillis < period[1]);
    }

    private Stream<long[]> ranges(String name) {
        return Arrays.stream(state.getOrDefault(name, "").split(" ", -1))
                .filter(range -> !range.isEmpty())
                .map(range -> Arrays.stream(range.split(":", -1))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    /** What outlives the loss of Redis if an instance remembers it: settings and counters. */
    Map<String, String> lasting() {
        var lasting = new TreeMap<>(state);
        lasting.keySet().removeAll(OF_ONE_RUN);
        return lasting;
    }

    /**
     * The same while those whose places were lost come back: with the positions of before, so that nobody's rises with
     * each who is back, and for those who have joined since behind all of them.
     */
    QueueSnapshot settlingAfter(QueueSnapshot before) {
        long last = before.sequence();
        long waited = before.waiting() - before.returned();
        long goneOn =
                Math.max(last, ranges("lost").mapToLong(range -> range[1]).max().orElse(0));
        Positions settling = number ->
                number <= last ? before.position(number) : waited + number - (number > goneOn ? goneOn : last);
        return new QueueSnapshot(
                run,
                epoch,
                nowMillis,
                version,
                sequence,
                frontier,
                waiting,
                returned,
                active,
                oldestMillis,
                settling,
                state);
    }

    /** How many were let in since the queue began. */
    long admitted() {
        return number(state, "admitted");
    }

    /** How many were let in within the last interval, up to the last tick. */
    long admittedInWindow() {
        return number(state, "inWindow");
    }

    /** How many were passed by because they were absent. */
    long skipped() {
        return number(state, "skipped");
    }

    /** How many sessions ran out. */
    long expired() {
        return number(state, "expired");
    }

    /**
     * Whether nobody is let in because no instance that ticks finds that what is behind the gate bears it. One that
     * does lets people in for all, so that all of them say the same.
     */
    boolean isHeld() {
        return state.containsKey("unheld") && nowMillis - number(state, "unheld") >= HELD_MILLIS;
    }

    /** How many gave up their place or their session. */
    long left() {
        return number(state, "left");
    }

    /**
     * The settings in force: what operators changed, else what is configured. Two changes at once, or a new
     * configuration, can leave a floor above the ceiling; the ceiling holds then, as in the scripts.
     */
    QueueSettings settings(QueueSettings configured) {
        int ceiling = count("rateCeiling", configured.rateCeiling());
        return new QueueSettings(
                flag("paused", configured.paused()),
                flag("draining", configured.draining()),
                Math.min(ceiling, count("rateFloor", configured.rateFloor())),
                ceiling,
                count("ratePinned", configured.ratePinned()),
                duration("interval", configured.interval()),
                count("maxActive", configured.maxActive()),
                duration("session", configured.session()),
                duration("sessionMax", configured.sessionMax()),
                duration("absenceGrace", configured.absenceGrace()));
    }

    private boolean flag(String name, boolean configured) {
        var value = state.get(name);
        return value == null ? configured : Objects.equals(value, "1");
    }

    private int count(String name, int configured) {
        var value = state.get(name);
        return value == null ? configured : Integer.parseInt(value);
    }

    private Duration duration(String name, Duration configured) {
        var value = state.get(name);
        return value == null ? configured : Duration.ofMillis(Long.parseLong(value));
    }

    private static long number(Map<String, String> state, String name) {
        @Nullable String value = state.get(name);
        return value == null ? 0 : Long.parseLong(value);
    }
}
