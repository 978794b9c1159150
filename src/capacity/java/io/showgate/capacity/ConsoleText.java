package io.showgate.capacity;

import java.util.Locale;

/** The text about one trial on the console. */
final class ConsoleText {

    private ConsoleText() {}

    /** The figures of the answers. */
    static String figures(Trial trial) {
        return String.format(
                Locale.ROOT,
                "%,.0f requests/s, p90 %s, p95 %s, %s failed, %s correct, %s did not come",
                trial.rate(),
                Row.seconds(trial.millis().p90()),
                Row.seconds(trial.millis().p95()),
                Row.percent(trial.failed()),
                Row.percent(trial.checks()),
                Row.percent(trial.dropped()));
    }

    /** The figures of the answers, the cores in use, and whether people were served well. */
    static String result(Trial trial, Flow flow) {
        var usage = trial.usage();
        return String.format(
                Locale.ROOT,
                "%s; cores: Showgate %.1f of %.0f, its servers %.1f, k6 %.1f, other work %.1f; %s",
                figures(trial),
                usage.application(),
                usage.applicationCores(),
                usage.servers(),
                usage.generator(),
                usage.otherWork(),
                verdict(trial, flow));
    }

    private static String verdict(Trial trial, Flow flow) {
        if (trial.isServedWell(flow.limit())) {
            return "served well";
        }
        return "%s: %s; limited by: %s"
                .formatted(
                        trial.isSurvived() ? "survived, but not served well" : "not survived",
                        trial.missedOfServedWell(flow.limit()),
                        trial.saturation());
    }
}
