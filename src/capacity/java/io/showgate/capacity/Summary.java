package io.showgate.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sentences that the console, the Markdown page and the HTML page have in common. */
final class Summary {

    static final String ADVICE =
            "This is a file for `spring.config.import`, with a reason for each number. It is for one "
                    + "instance like the one that was measured.";

    private Summary() {}

    /** Says what was measured, where and how, and explains the terms. */
    static List<String> of(Report report) {
        var lines = new ArrayList<>(List.of(
                "Measured: " + report.begun() + ", Showgate " + report.showgate() + ", commit " + report.commit() + ".",
                "Machine: " + report.machine() + "; the load generator (k6) and the servers ran on it too.",
                "Serves well: p90 and p95 below the flow's limit, less than 1 % failed, more than 99 % passed each check. "
                        + "Survives: less than 1 % failed. In both, k6 left out less than 1 % of the people. Each load was held for "
                        + report.holdSeconds()
                        + " s; the result is the highest load that succeeded twice.",
                "The figures of the earlier system are from its authors' reports, on eight cores."));
        var missing = Stream.of(Flow.values())
                .filter(flow -> report.of(flow).isEmpty())
                .map(Flow::title)
                .toList();
        if (!missing.isEmpty()) {
            lines.add("Not in this report: " + String.join("; ", missing) + '.');
        }
        return lines;
    }

    /** Says the result of a flow in two sentences. */
    static String found(Report.Result result) {
        var flow = result.flow();
        return "Served well, within %d s: %s. Survived: %s."
                .formatted(
                        flow.limit().toSeconds(),
                        people(flow, result.optimal(), result.limitOfServedWell()),
                        people(flow, result.maximum(), result.limitOfSurvived()));
    }

    private static String people(Flow flow, Capacity capacity, String limit) {
        var people = capacity.people() + ' ' + flow.unit();
        return people + (capacity.above() == null ? "; no higher load was tried" : "; " + limit);
    }
}
