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

    /** The product's own: looking once a second misses short uses, so what was seen may raise it and not lower it. */
    private static final int SMALLEST_POOL = 10;

    private static final int BACKGROUND = 4;

    /** The product's own bounds: where the load generator came to its end first, there is no reason to lower them. */
    private static final int USUAL_BOUND = 1_000;

    /**
     * One number.
     *
     * @param name the property
     * @param value its value
     * @param reason why, in a sentence
     */
    record Setting(String name, int value, String reason) {}

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
                String.format(
                        Locale.ROOT,
                        "%,d visits a second were served well (p95 %.0f ms); seven tenths of that, for the %d s of an interval.",
                        visits.load(),
                        visits.millis().p95(),
                        INTERVAL_SECONDS)));
        settings.add(new Setting(
                "showgate.queue.named.main.rate-floor",
                Math.max(1, ceiling / 4),
                "A quarter of the ceiling: what is let in while the database or the places inside fill up."));
        settings.add(new Setting(
                "showgate.queue.named.main.max-active",
                active,
                String.format(
                        Locale.ROOT,
                        "%,.0f requests a second of visits were served well; seven tenths of that, at a request every %d s each.",
                        visits.rate(),
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
        int pool = Math.max(SMALLEST_POOL, most + most / 4 + 1);
        settings.add(new Setting(
                "spring.datasource.hikari.maximum-pool-size",
                pool,
                String.format(
                        Locale.ROOT,
                        "At most %d of the connections were seen in use where people were served well; a quarter more, and %d at least.",
                        most,
                        SMALLEST_POOL)));
        settings.add(new Setting(
                "showgate.protection.database.background.connections",
                BACKGROUND,
                "Two for the threads that record claims, one for comparing, one for what an operator changes."));
        settings.add(new Setting(
                "showgate.protection.database.requests.connections",
                pool - BACKGROUND - 1,
                "The rest but one, so that nobody ever waits for the pool itself."));
    }

    /** Little's law: who is one of so many at once, of which so many a second are answered, waits for a second. */
    private static void bound(Report report, Flow flow, String kind, List<Setting> settings) {
        report.of(flow).map(Report.Result::optimal).ifPresent(optimal -> {
            var trial = optimal.trial();
            if (trial != null) {
                int bound = Math.max(100, rounded(RESERVE * trial.rate()));
                boolean isLowerBound = optimal.isAtLeast() && bound < USUAL_BOUND;
                settings.add(new Setting(
                        "showgate.protection.requests." + kind,
                        isLowerBound ? USUAL_BOUND : bound,
                        String.format(
                                Locale.ROOT,
                                isLowerBound
                                        ? "%,.0f requests a second were answered when the load generator came to its end; that is no reason for less than usual."
                                        : "%,.0f requests a second were answered; at that rate seven tenths of it at once are answered within a second.",
                                trial.rate())));
            }
        });
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
        var text = new StringBuilder("# What a load test found; see its report. For spring.config.import.\n");
        for (var setting : settings) {
            text.append("# ").append(setting.reason()).append('\n');
            text.append(setting.name()).append(": ").append(setting.value()).append('\n');
        }
        return text.toString();
    }
}
