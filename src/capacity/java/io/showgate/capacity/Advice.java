package io.showgate.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration that follows from a report: only what was measured is advised, and each number says why. The file
 * is for {@code spring.config.import}.
 */
record Advice(List<Setting> settings) {

    /** So much of what was measured is used: a sale's traffic is less even than a load test's. */
    private static final double RESERVE = 0.7;

    private static final int INTERVAL_SECONDS = 10;

    /** How often somebody inside asks for something, at most, for longer: a page read in five seconds. */
    private static final int SECONDS_BETWEEN_REQUESTS = 5;

    private static final int BACKGROUND = 4;

    /** The product's own numbers. */
    private static final int USUAL_CEILING = 100;

    private static final int USUAL_FLOOR = 50;
    private static final int USUAL_ACTIVE = 3_000;
    private static final int USUAL_POOL = 10;
    private static final int USUAL_CONNECTIONS = 5;
    private static final int USUAL_BOUND = 1_000;

    /**
     * One number.
     *
     * @param name the property
     * @param value its value
     * @param usual the product's own
     * @param reason why, in sentences
     */
    record Setting(String name, int value, int usual, String reason) {}

    static Advice of(Report report) {
        var settings = new ArrayList<Setting>();
        served(report, Flow.VISIT).ifPresent(visits -> admissions(visits, settings));
        pool(report, settings);
        bound(report, Flow.ISSUE_TOKEN, "joins", settings);
        bound(report, Flow.FLASH_DROP, "claims", settings);
        bound(report, Flow.CONCERT_LIST, "catalogue", settings);
        return new Advice(settings);
    }

    private static Optional<Trial> served(Report report, Flow flow) {
        return report.of(flow).map(result -> result.optimal().trial());
    }

    private static void admissions(Trial visits, List<Setting> settings) {
        int ceiling = rounded(RESERVE * visits.load() * INTERVAL_SECONDS);
        int active = rounded(RESERVE * visits.rate() * SECONDS_BETWEEN_REQUESTS);
        settings.add(new Setting(
                "showgate.queue.named.main.rate-ceiling",
                ceiling,
                USUAL_CEILING,
                String.format(
                        Locale.ROOT,
                        "%,d visits a second were served well (p95 %.0f ms), and an interval has %d s; %.0f %% of the product.",
                        visits.load(),
                        visits.millis().p95(),
                        INTERVAL_SECONDS,
                        100 * RESERVE)));
        settings.add(new Setting(
                "showgate.queue.named.main.rate-floor",
                Math.max(1, ceiling / 4),
                USUAL_FLOOR,
                "A quarter of the ceiling: what is let in while the database or the places inside fill up."));
        settings.add(new Setting(
                "showgate.queue.named.main.max-active",
                active,
                USUAL_ACTIVE,
                String.format(
                        Locale.ROOT,
                        "%,.0f requests a second of visits were served well; so many people send %.0f %% of them, one every %d s each.",
                        visits.rate(),
                        100 * RESERVE,
                        SECONDS_BETWEEN_REQUESTS)));
    }

    private static void pool(Report report, List<Setting> settings) {
        var served = report.flows().stream()
                .flatMap(result -> Optional.ofNullable(result.optimal().trial()).stream())
                .map(Trial::usage)
                .toList();
        int most = served.stream().mapToInt(Usage::pool).max().orElse(0);
        if (served.isEmpty()) {
            return;
        }
        int seen = most + most / 4 + 1;
        int pool = Math.max(USUAL_POOL, seen);
        settings.add(new Setting(
                "spring.datasource.hikari.maximum-pool-size",
                pool,
                USUAL_POOL,
                String.format(
                        Locale.ROOT,
                        seen > USUAL_POOL
                                ? "%d connections were seen in use at once where people were served well; a quarter more."
                                : "Only %d connections were seen in use at once where people were served well; but short uses "
                                        + "are not seen, so that is no reason for less.",
                        most)));
        settings.add(new Setting(
                "showgate.database.background.connections",
                BACKGROUND,
                BACKGROUND,
                "Two for the threads that record claims, one for comparing, one for what an operator changes."));
        settings.add(new Setting(
                "showgate.database.requests.connections",
                pool - BACKGROUND - 1,
                USUAL_CONNECTIONS,
                "The rest of the pool but one, so that nobody ever waits for the pool itself."));
    }

    /**
     * Not more at once than were served well; and by Little's law, who is one of so many at once, of which so many a
     * second are answered, waits for a second.
     */
    private static void bound(Report report, Flow flow, String kind, List<Setting> settings) {
        report.of(flow).map(Report.Result::optimal).ifPresent(optimal -> {
            var trial = optimal.trial();
            if (trial != null) {
                int bound = Math.max(100, rounded(Math.min(trial.load(), RESERVE * trial.rate())));
                boolean isNoReason = optimal.isAtLeast() && bound < USUAL_BOUND;
                settings.add(new Setting(
                        "showgate.traffic.requests." + kind,
                        isNoReason ? USUAL_BOUND : bound,
                        USUAL_BOUND,
                        reason(optimal, trial, isNoReason)));
            }
        });
    }

    private static String reason(Capacity optimal, Trial trial, boolean isNoReason) {
        var served = String.format(
                Locale.ROOT,
                "%,d people at once were served well (p95 %.0f ms), %,.0f requests a second",
                trial.load(),
                trial.millis().p95(),
                trial.rate());
        if (isNoReason) {
            return served + moreAtOnce(optimal) + " That is no reason for less.";
        }
        if (trial.load() <= RESERVE * trial.rate()) {
            return served + moreAtOnce(optimal);
        }
        return String.format(Locale.ROOT, "%s; %.0f %% of what is answered in a second.", served, 100 * RESERVE);
    }

    private static String moreAtOnce(Capacity optimal) {
        if (optimal.above() == null) {
            return "; more at once were not asked.";
        }
        return optimal.isAtLeast()
                ? "; with more at once, it was not Showgate that came to its end."
                : "; more at once were not.";
    }

    /** Two leading figures: more would pretend to know more than a load test does. */
    private static int rounded(double figure) {
        int exact = Math.max(1, (int) figure);
        int unit = 1;
        while (exact / unit >= 100) {
            unit *= 10;
        }
        return exact / unit * unit;
    }

    /** A YAML file, with the reasons as comments. */
    String yaml() {
        var text = new StringBuilder("""
                # What a load test found; see its report.
                # To try it: k6-scripts/capacity --settings=PATH_OF_THIS_FILE --report=ANOTHER_FOLDER
                # To use it: SPRING_CONFIG_IMPORT=file:PATH_OF_THIS_FILE
                """);
        for (var setting : settings) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n# %s%n# %s%n%s: %d%n",
                    setting.reason(),
                    setting.value() == setting.usual()
                            ? "As by default."
                            : "Instead of " + Row.grouped(setting.usual()) + ", the default.",
                    setting.name(),
                    setting.value()));
        }
        return text.toString();
    }
}
