package io.showgate.capacity;

import java.util.stream.Stream;

/** Reports of searches on simulated servers that serve 1,000 people well and survive 3,000. */
final class Reports {

    private static final Flow.Range RANGE = new Flow.Range(100, 10_000);

    private Reports() {}

    static Report of(Flow... flows) {
        return new Report(
                "2026-01-01T00:00:00Z",
                "2 cores <&>",
                "abc",
                "started",
                10,
                Stream.of(flows).map(Reports::result).toList());
    }

    static Report.Result result(Flow flow) {
        var search = new Search(RANGE, 0.1, (load, _) -> Trials.of(load, 1_000, 3_000));
        return new Report.Result(
                flow,
                search.highest(trial -> trial.isServedWell(flow.limit())),
                search.highest(Trial::isSurvived),
                search.trials());
    }
}
