package io.showgate.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of visit that a load test measures, with its script, the loads at which the search begins and ends, and the
 * figures of an earlier system. The command runs them in this order: flows that leave people in the queue come last.
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
            "Join, wait for admission, read the dates",
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

    /** The unit of a load. */
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
     * The loads of a search.
     *
     * @param first the load to begin with
     * @param bound the highest load
     */
    record Range(int first, int bound) {}

    /** The figures of an earlier system, on eight cores; empty where they are unknown. */
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

    /** The flows of these names, in the order of this enum; all flows if there are no names. */
    static List<Flow> named(Set<String> names) {
        var known = Stream.of(values()).map(Flow::id).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw new UsageException("There is no flow " + name + "; the flows are " + String.join(", ", known));
            }
        }
        return Stream.of(values())
                .filter(flow -> names.isEmpty() || names.contains(flow.id()))
                .toList();
    }

    /** The name of its script, without the file extension. */
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

    /** People are served well if p90 and p95 are below this. */
    Duration limit() {
        return Duration.ofSeconds(limitSeconds);
    }

    Earlier earlier() {
        return new Earlier(earlierMaximum, earlierOptimal);
    }
}
