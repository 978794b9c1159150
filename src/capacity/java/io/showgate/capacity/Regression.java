package io.showgate.capacity;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Whether an installation still serves as many people well as a report says, but for a tenth, which is noise. */
final class Regression {

    private static final double NOISE = 0.1;
    private static final int ATTEMPTS = 3;

    private final Report.Result stored;
    private final IntFunction<Trial> measure;
    private final Consumer<String> says;

    /**
     * @param measure makes one trial of a load
     * @param says takes what is done and found, in sentences
     */
    Regression(Report.Result stored, IntFunction<Trial> measure, Consumer<String> says) {
        this.stored = stored;
        this.measure = measure;
        this.says = says;
    }

    /**
     * In one of three trials at nine tenths of that load, since a busy machine fails now and then.
     *
     * @throws UsageException if none shows it and other work took the machine meanwhile, so that nothing is known
     */
    boolean isStillServedWell() {
        var flow = stored.flow();
        var before = stored.optimal().trial();
        if (before == null) {
            say("the report has nobody served well, so there is nothing to lose");
            return true;
        }
        int load = (int) ((1 - NOISE) * before.load());
        var people = Row.grouped(load) + ' ' + flow.unit();
        say("%s %s were served well, p95 %s; nine tenths of them are sent, and p90 and p95 must stay under %d s"
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
            say("attempt %d of %d missed it: %s".formatted(attempt, ATTEMPTS, trial.missedOfServedWell(flow.limit())));
            isDisturbed |= trial.saturation() == Saturation.OTHERS;
        }
        if (isDisturbed) {
            throw new UsageException(
                    "Whether " + people + " are still served well cannot be told while " + Saturation.OTHERS);
        }
        say(people + " are not served well any more");
        return false;
    }

    private void say(String sentence) {
        says.accept("  " + sentence);
    }
}
