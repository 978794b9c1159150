package io.showgate.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What every form of a report says in sentences. */
final class Summary {

    static final String ADVICE =
            "As a file for `spring.config.import`, with a reason for each number. It holds for one "
                    + "instance like the one measured.";

    private Summary() {}

    /** What was measured, where, how, and what the words mean. */
    static List<String> of(Report report) {
        var lines = new ArrayList<>(List.of(
                "Measured: " + report.begun() + ", Showgate " + report.showgate() + ", commit " + report.commit() + ".",
                "Machine: " + report.machine() + "; the load generator, k6, and the servers run on the same one.",
                "Serves well: p90 and p95 under the flow's limit, under 1 % failed, each check passed by over 99 %. "
                        + "Survives: under 1 % failed. In both, k6 could let all but 1 % of the people come. Each load was held for "
                        + report.holdSeconds()
                        + " s; the highest that held twice is given.",
                "The earlier system's figures are of eight cores, from its authors' reports."));
        var others = Stream.of(Flow.values())
                .filter(flow -> report.of(flow).isEmpty())
                .map(Flow::title)
                .toList();
        if (!others.isEmpty()) {
            lines.add("Not in this report: " + String.join("; ", others) + '.');
        }
        return lines;
    }

    /** The result of a flow in two sentences. */
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
        return people + (capacity.above() == null ? ", and more was not asked" : "; not " + limit);
    }
}
