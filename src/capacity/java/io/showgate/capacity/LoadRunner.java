package io.showgate.capacity;

import java.util.Locale;

/**
 * Sends loads of one flow to a Showgate. It prints each load on the console before it sends it, because a load takes a
 * while: people come, the load is held, and people finish.
 */
final class LoadRunner {

    private static final int MOST_WARM_UPS = 5;
    private static final double STILL_WARMING = 0.8;
    private static final double VERY_QUICK = 0.05;

    private final Flow flow;
    private final Flow.Range range;
    private final K6 k6;
    private final Showgate showgate;
    private int previousLoad;

    /** @param most the highest load, where the flow's own limit is higher */
    LoadRunner(Flow flow, int most, K6 k6, Showgate showgate) {
        this.flow = flow;
        int bound = Math.min(flow.range().bound(), most);
        this.range = new Flow.Range(Math.min(flow.range().first(), bound), bound);
        this.k6 = k6;
        this.showgate = showgate;
    }

    /** The first and the highest load. */
    Flow.Range range() {
        return range;
    }

    /**
     * Sends the first load until the answers are very quick, or until they no longer become quicker by a fifth, because
     * code that has just been loaded is slow. The flow that measures the wait for admission gets the admission rate of
     * the earlier system.
     *
     * @throws UsageException if not one request succeeds, because then the load is not the cause
     */
    void warmUp() {
        if (flow == Flow.QUEUE_THEN_DATES) {
            showgate.admit(100, 10);
        } else {
            showgate.admit(10_000, 1);
        }
        double before = Double.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_WARM_UPS; attempt++) {
            var trial = send(range.first(), ", to warm up");
            System.out.println("    " + ConsoleText.figures(trial));
            if (!trial.isSurvived()) {
                System.out.println("    An instance that has just started is slow and refuses some requests; this trial"
                        + " does not count.");
            }
            if (trial.failed() == 1 || trial.requests() == 0) {
                throw new UsageException(
                        "Not one request succeeded, so nothing can be measured; see the logs in " + k6.folder());
            }
            double p95 = trial.millis().p95();
            if (p95 > STILL_WARMING * before || p95 < VERY_QUICK * flow.limit().toMillis()) {
                return;
            }
            before = p95;
        }
    }

    /**
     * Sends a load and prints what was found.
     *
     * @param purpose what it is for, appended to the line that announces it
     */
    Trial run(int load, String purpose) {
        var trial = send(load, purpose);
        System.out.println("    " + ConsoleText.result(trial, flow));
        return trial;
    }

    private Trial send(int load, String purpose) {
        var again = load == previousLoad ? ", once more" : "";
        System.out.printf(
                Locale.ROOT, "  %,d %s, held for %d s%s%s%n", load, flow.unit(), k6.holdSeconds(), again, purpose);
        previousLoad = load;
        return k6.hold(flow, load, showgate);
    }
}
