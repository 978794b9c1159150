package io.showgate.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration that a report recommends. It contains only settings that follow from the report's figures, and a
 * reason for each number. The file is for {@code spring.config.import}.
 */
record Advice(List<Setting> settings) {

    /** The share of the measured capacity to use: the traffic of a sale is less even than that of a load test. */
    private static final double RESERVE = 0.7;

    private static final int INTERVAL_SECONDS = 10;

    /** An active user sends at most one request in this time, on average: reading a page takes five seconds. */
    private static final int SECONDS_BETWEEN_REQUESTS = 5;

    private static final int BACKGROUND_CONNECTIONS = 4;

    /** Two for lists and one for searches. */
    private static final int PUBLIC_CONNECTIONS = 3;

    /** The product's defaults. */
    private static final int DEFAULT_CEILING = 100;

    private static final int DEFAULT_FLOOR = 50;
    private static final int DEFAULT_ACTIVE = 3_000;
    private static final int DEFAULT_POOL = 13;
    private static final int DEFAULT_CONNECTIONS = 5;
    private static final int DEFAULT_LIMIT = 1_000;

    /**
     * One recommended number.
     *
     * @param name the property
     * @param value the recommended value
     * @param byDefault the product's default
     * @param reason why, in sentences
     */
    record Setting(String name, int value, int byDefault, String reason) {}

    static Advice of(Report report) {
        var settings = new ArrayList<Setting>();
        served(report, Flow.VISIT).ifPresent(visits -> admissions(visits, settings));
        pool(report, settings);
        requestLimit(report, Flow.ISSUE_TOKEN, "joins", settings);
        requestLimit(report, Flow.FLASH_DROP, "claims", settings);
        requestLimit(report, Flow.CONCERT_LIST, "catalogue", settings);
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
                DEFAULT_CEILING,
                String.format(
                        Locale.ROOT,
                        "%,d visits a second were served well (p95 %.0f ms). This is %.0f %% of the visits of one interval of %d s.",
                        visits.load(),
                        visits.millis().p95(),
                        100 * RESERVE,
                        INTERVAL_SECONDS)));
        settings.add(new Setting(
                "showgate.queue.named.main.rate-floor",
                Math.max(1, ceiling / 4),
                DEFAULT_FLOOR,
                "A quarter of the ceiling: the admission rate while the database is busy or few places are free."));
        settings.add(new Setting(
                "showgate.queue.named.main.max-active",
                active,
                DEFAULT_ACTIVE,
                String.format(
                        Locale.ROOT,
                        "%,.0f requests a second of visits were served well. This many people send %.0f %% of them if each sends one every %d s.",
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
        int needed = most + most / 4 + 1;
        int pool = Math.max(DEFAULT_POOL, needed);
        settings.add(new Setting(
                "spring.datasource.hikari.maximum-pool-size",
                pool,
                DEFAULT_POOL,
                String.format(
                        Locale.ROOT,
                        needed > DEFAULT_POOL
                                ? "At most %d connections were seen in use while people were served well. This is a quarter more."
                                : "At most %d connections were seen in use while people were served well. "
                                        + "The samples miss short uses, so the default stays.",
                        most)));
        settings.add(new Setting(
                "showgate.database.background.connections",
                BACKGROUND_CONNECTIONS,
                BACKGROUND_CONNECTIONS,
                "Two for the workers that record claims, one for reconciliation, one for changes by operators."));
        settings.add(new Setting(
                "showgate.database.requests.connections",
                pool - BACKGROUND_CONNECTIONS - PUBLIC_CONNECTIONS - 1,
                DEFAULT_CONNECTIONS,
                "The rest of the pool, without the connections for lists and searches, and without one more, "
                        + "so that no thread waits for the pool itself."));
    }

    /**
     * Limits the requests of one kind that may be in progress. The limit is at most the load that was served well. By
     * Little's law, a request waits for about a second if as many are in progress as are answered in a second.
     */
    private static void requestLimit(Report report, Flow flow, String kind, List<Setting> settings) {
        report.of(flow).map(Report.Result::optimal).ifPresent(optimal -> {
            var trial = optimal.trial();
            if (trial != null) {
                int limit = Math.max(100, rounded(Math.min(trial.load(), RESERVE * trial.rate())));
                boolean keepsDefault = optimal.isAtLeast() && limit < DEFAULT_LIMIT;
                settings.add(new Setting(
                        "showgate.traffic.requests." + kind,
                        keepsDefault ? DEFAULT_LIMIT : limit,
                        DEFAULT_LIMIT,
                        reason(optimal, trial, keepsDefault)));
            }
        });
    }

    private static String reason(Capacity optimal, Trial trial, boolean keepsDefault) {
        var served = String.format(
                Locale.ROOT,
                "%,d people at once were served well (p95 %.0f ms), %,.0f requests a second",
                trial.load(),
                trial.millis().p95(),
                trial.rate());
        if (keepsDefault) {
            return served + higherLoad(optimal) + " So the default stays.";
        }
        if (trial.load() <= RESERVE * trial.rate()) {
            return served + higherLoad(optimal);
        }
        return String.format(Locale.ROOT, "%s. This is %.0f %% of the answers of one second.", served, 100 * RESERVE);
    }

    private static String higherLoad(Capacity optimal) {
        if (optimal.above() == null) {
            return ". No higher load was tried.";
        }
        return optimal.isAtLeast()
                ? ". At a higher load the limit was outside Showgate."
                : ". A higher load was not served well.";
    }

    /** Keeps two leading digits: a load test is not more exact than that. */
    private static int rounded(double figure) {
        int exact = Math.max(1, (int) figure);
        int unit = 1;
        while (exact / unit >= 100) {
            unit *= 10;
        }
        return exact / unit * unit;
    }

    /** The settings as a YAML file, with the reasons as comments. */
    String yaml() {
        var text = new StringBuilder("""
                # Recommended by a load test; see its report.
                # To try it: k6-scripts/capacity --settings=PATH_OF_THIS_FILE --report=ANOTHER_FOLDER
                # To use it: SPRING_CONFIG_IMPORT=file:PATH_OF_THIS_FILE
                """);
        for (var setting : settings) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n# %s%n# %s%n%s: %d%n",
                    setting.reason(),
                    setting.value() == setting.byDefault()
                            ? "This is the default."
                            : "The default is " + Row.grouped(setting.byDefault()) + ".",
                    setting.name(),
                    setting.value()));
        }
        return text.toString();
    }
}
