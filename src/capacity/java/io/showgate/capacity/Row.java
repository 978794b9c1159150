package io.showgate.capacity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A row of the report's table, as text.
 *
 * @param cells one for each of {@link #HEAD}
 */
record Row(List<String> cells) {

    static final List<String> HEAD = List.of(
            "", "people", "requests/s", "mean", "p90", "p95", "p99", "failed", "correct", "cores", "k6 cores", "limit");

    /** The rows of a flow: served well, survived, and both for an earlier system where they are known. */
    static List<Row> of(Report.Result result) {
        var rows = new ArrayList<>(List.of(
                of("serves well", result.optimal(), result.limitOfServedWell()),
                of("survives", result.maximum(), result.limitOfSurvived())));
        earlier("earlier system, well", result.flow().earlier().optimal(), rows);
        earlier("earlier system, survives", result.flow().earlier().maximum(), rows);
        return rows;
    }

    private static void earlier(String name, String text, List<Row> rows) {
        if (!text.isEmpty()) {
            rows.add(almostEmpty(name, text, ""));
        }
    }

    private static Row of(String name, Capacity capacity, String limit) {
        var trial = capacity.trial();
        if (trial == null) {
            return almostEmpty(name, "none", limit);
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
                limit));
    }

    private static Row almostEmpty(String name, String people, String limit) {
        var cells = new ArrayList<>(Collections.nCopies(HEAD.size(), ""));
        cells.set(0, name);
        cells.set(1, people);
        cells.set(HEAD.size() - 1, limit);
        return new Row(cells);
    }

    /** Rounds down to a millisecond, so that a time below a limit never reads as if it were at the limit. */
    static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.3f s", Math.floor(millis) / 1000);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    static String grouped(long figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }
}
