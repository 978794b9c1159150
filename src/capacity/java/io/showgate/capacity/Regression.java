package io.showgate.capacity;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Checks that an installation still serves as many people well as a report says. A tenth less counts as noise. */
final class Regression {

    private static final double NOISE = 0.1;
    private static final int ATTEMPTS = 3;

    private final Report.Result stored;
    private final IntFunction<Trial> measure;
    private final Consumer<String> output;

    /**
     * Prepares a check.
     *
     * @param measure makes one trial at a load
     * @param output receives the progress and the result as sentences
     */
    Regression(Report.Result stored, IntFunction<Trial> measure, Consumer<String> output) {
        this.stored = stored;
        this.measure = measure;
        this.output = output;
    }

    /**
     * True if people are served well in one of three trials at nine tenths of the reported load. There are three
     * because a busy machine fails now and then.
     *
     * @throws UsageException if all three fail and other work used the machine, so that the result is unknown
     */
    boolean isStillServedWell() {
        var flow = stored.flow();
        var before = stored.optimal().trial();
        if (before == null) {
            say("the report has no load that was served well, so there is nothing to check");
            return true;
        }
        int load = (int) ((1 - NOISE) * before.load());
        var people = Row.grouped(load) + ' ' + flow.unit();
        say("%s %s were served well, p95 %s; the check sends nine tenths of them, and p90 and p95 must stay under %d s"
                .formatted(
                        Row.grouped(before.load()),
                        flow.unit(),
                        Row.seconds(before.millis().p95()),
                        flow.limit().toSeconds()));
        boolean isDisturbed = false;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var trial = measure.apply(load);
            if (trial.isServedWell(flow.limit())) {
                say(people + " are served well, p95 "
                        + Row.seconds(trial.millis().p95()));
                return true;
            }
            say("attempt %d of %d failed: %s".formatted(attempt, ATTEMPTS, trial.missedOfServedWell(flow.limit())));
            isDisturbed |= trial.saturation() == Saturation.OTHER_WORK;
        }
        if (isDisturbed) {
            throw new UsageException(
                    "The check of " + people + " has no result, because the limit was " + Saturation.OTHER_WORK);
        }
        say(people + " are not served well any more");
        return false;
    }

    private void say(String sentence) {
        output.accept("  " + sentence);
    }
}
