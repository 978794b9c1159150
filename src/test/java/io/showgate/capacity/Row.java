package io.showgate.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A line of the report's table, in words.
 *
 * @param cells one for each of {@link #HEAD}
 */
record Row(List<String> cells) {

    static final List<String> HEAD = List.of(
            "",
            "people",
            "requests/s",
            "mean",
            "p90",
            "p95",
            "p99",
            "failed",
            "right",
            "its cores",
            "k6's",
            "what stops more");

    /** The lines about a flow: what it serves well, what it survives, and what an earlier system did. */
    static List<Row> of(Report.Result result) {
        var limit = result.flow().limit();
        var rows = new ArrayList<>(List.of(
                of("serves well", result.optimal(), trial -> trial.missedOfServedWell(limit)),
                of("survives", result.maximum(), Trial::missedOfSurvived)));
        earlier("earlier system, well", result.flow().earlier().optimal(), rows);
        earlier("earlier system, survives", result.flow().earlier().maximum(), rows);
        return rows;
    }

    private static void earlier(String name, String text, List<Row> rows) {
        if (!text.isEmpty()) {
            rows.add(new Row(List.of(name, text, "", "", "", "", "", "", "", "", "", "")));
        }
    }

    private static Row of(String name, Capacity capacity, Function<Trial, String> missed) {
        var trial = capacity.trial();
        if (trial == null) {
            return new Row(List.of(name, "none", "", "", "", "", "", "", "", "", "", capacity.limitedBy(missed)));
        }
        return new Row(List.of(
                name,
                capacity.people(),
                grouped(Math.round(trial.rate())),
                seconds(trial.millis().mean()),
                seconds(trial.millis().p90()),
                seconds(trial.millis().p95()),
                seconds(trial.millis().p99()),
                percent(trial.failed()),
                percent(trial.checks()),
                String.format(
                        Locale.ROOT,
                        "%.1f of %.0f",
                        trial.usage().application(),
                        trial.usage().applicationCores()),
                String.format(Locale.ROOT, "%.1f", trial.usage().generator()),
                capacity.limitedBy(missed)));
    }

    static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.3f s", millis / 1000);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    static String grouped(long figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }
}
