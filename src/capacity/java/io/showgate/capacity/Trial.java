package io.showgate.capacity;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The measurements of one steady load.
 *
 * @param load the number of people, in the flow's unit
 * @param requests how many requests were sent
 * @param rate requests a second
 * @param millis the response times
 * @param failed the share of requests that failed
 * @param checks the share of correct answers, of the check that failed most often
 * @param dropped the share of people who did not come because k6 had no virtual user left
 * @param refusals how many answers were 429 or 503
 * @param usage the resources in use during the load
 */
record Trial(
        int load,
        long requests,
        double rate,
        Millis millis,
        double failed,
        double checks,
        double dropped,
        long refusals,
        Usage usage) {

    private static final double FEW = 0.01;
    private static final double NEARLY_ALL = 0.99;

    /** Response times in ms. */
    record Millis(double mean, double p90, double p95, double p99) {}

    /** True if the requests still succeed: less than 1 % fail. */
    boolean isSurvived() {
        return missedOfSurvived().isEmpty();
    }

    /** True if less than 1 % fail, more than 99 % of the answers are correct, and p90 and p95 are below the limit. */
    boolean isServedWell(Duration limit) {
        return missedOfServedWell(limit).isEmpty();
    }

    /** Says which conditions of {@link #isSurvived} fail; empty if none does. */
    String missedOfSurvived() {
        return listed(survival());
    }

    /** Says which conditions of {@link #isServedWell} fail; empty if none does. */
    String missedOfServedWell(Duration limit) {
        var correct = checks > NEARLY_ALL ? "" : "only " + Row.percent(checks) + " correct";
        var p90 = millis.p90() < limit.toMillis() ? "" : "p90 " + Row.seconds(millis.p90());
        var p95 = millis.p95() < limit.toMillis() ? "" : "p95 " + Row.seconds(millis.p95());
        return listed(Stream.concat(survival(), Stream.of(correct, p90, p95)));
    }

    private Stream<String> survival() {
        return Stream.of(
                requests > 0 ? "" : "no request was sent",
                failed < FEW ? "" : Row.percent(failed) + " failed" + refused(),
                dropped < FEW ? "" : Row.percent(dropped) + " did not come");
    }

    /** Says how many requests Showgate refused because of a limit. An operator may raise that limit. */
    private String refused() {
        return isRefused() ? ", " + Row.percent((double) refusals / requests) + " answered 429 or 503" : "";
    }

    /** True if a limit of the configuration was reached: more than 1 % of the answers were 429 or 503. */
    boolean isRefused() {
        return refusals > FEW * requests;
    }

    private static String listed(Stream<String> missed) {
        return missed.filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    }

    /** The resource that was used up. */
    Saturation saturation() {
        return Saturation.of(this);
    }
}
