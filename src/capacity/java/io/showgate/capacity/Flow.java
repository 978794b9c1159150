package io.showgate.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A question of a load test, with its script, where the search for its answer begins and ends, and what an earlier
 * system answered. In the order in which they are asked: those that leave people in the queue come last.
 */
enum Flow {
    CONCERT_LIST(
            "Leaf through the concerts",
            Unit.AT_ONCE,
            200,
            12_000,
            1,
            "8,000 VUs (mean 4.4, p90 7.51, p95 21.83 s)",
            "900 VUs (0.46, 0.81, 0.97 s)"),
    SEARCH("Search by keyword", Unit.AT_ONCE, 100, 8_000, 1, "", "1,000 users at once: 1 s, wanted 0.3 s"),
    VISIT("A whole visit: join, wait, read, claim, leave", Unit.A_SECOND, 50, 2_000, 1, "", ""),
    QUEUE_THEN_DATES(
            "Join, wait to be let in, read the dates",
            Unit.AT_ONCE,
            40,
            1_200,
            2,
            "300 VUs (9.71, 32.08, 38.02 s)",
            "70 VUs (0.23, 1.07, 1.61 s)"),
    FLASH_DROP("Claim a coupon the moment it opens", Unit.AT_ONCE, 200, 8_000, 1, "", "100 VUs: 580 to 612 requests/s"),
    ISSUE_TOKEN(
            "Join the queue",
            Unit.AT_ONCE,
            200,
            12_000,
            1,
            "12,000 VUs a minute (mean 25.98, p90 47.84, p95 50.94 s)",
            "400 VUs (0.44, 0.79, 0.97 s)");

    /** What a load counts. */
    enum Unit {
        AT_ONCE("people at once"),
        A_SECOND("people a second");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Where to look.
     *
     * @param first the load to begin with
     * @param bound the load that is never exceeded
     */
    record Range(int first, int bound) {}

    /** What an earlier system could do, on eight cores; empty where nothing is known. */
    record Earlier(String maximum, String optimal) {}

    private final String title;
    private final Unit unit;
    private final int first;
    private final int bound;
    private final int limitSeconds;
    private final String earlierMaximum;
    private final String earlierOptimal;

    Flow(
            String title,
            Unit unit,
            int first,
            int bound,
            int limitSeconds,
            String earlierMaximum,
            String earlierOptimal) {
        this.title = title;
        this.unit = unit;
        this.first = first;
        this.bound = bound;
        this.limitSeconds = limitSeconds;
        this.earlierMaximum = earlierMaximum;
        this.earlierOptimal = earlierOptimal;
    }

    /** The flows of these names, in order; all of them for none. */
    static List<Flow> named(Set<String> names) {
        var known = Stream.of(values()).map(Flow::id).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw new UsageException("There is no flow " + name + "; there are " + String.join(", ", known));
            }
        }
        return Stream.of(values())
                .filter(flow -> names.isEmpty() || names.contains(flow.id()))
                .toList();
    }

    /** The name of its script, without the ending. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    Unit unit() {
        return unit;
    }

    Range range() {
        return new Range(first, bound);
    }

    /** What p90 and p95 must stay under for people to be served well. */
    Duration limit() {
        return Duration.ofSeconds(limitSeconds);
    }

    Earlier earlier() {
        return new Earlier(earlierMaximum, earlierOptimal);
    }
}
