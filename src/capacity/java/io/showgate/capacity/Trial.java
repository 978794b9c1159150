package io.showgate.capacity;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one steady load did.
 *
 * @param load so many people, in the flow's unit
 * @param requests how many requests were sent
 * @param rate requests a second
 * @param millis how long the answers took
 * @param failed the share of requests that failed
 * @param checks the share of answers that were right, in the respect in which fewest were
 * @param dropped the share of people who should have come and for whom k6 had no virtual user left
 * @param refusals how many answers were 429 or 503
 * @param usage what was in use meanwhile
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

    /** The requests still succeed: under 1 % fail. */
    boolean isSurvived() {
        return missedOfSurvived().isEmpty();
    }

    /** As people wish it: under 1 % fail, over 99 % of the answers are right, and p90 and p95 are under the limit. */
    boolean isServedWell(Duration limit) {
        return missedOfServedWell(limit).isEmpty();
    }

    /** In words, what it lacks to be survived; empty if nothing. */
    String missedOfSurvived() {
        return listed(survival());
    }

    /** In words, what it lacks to be served well; empty if nothing. */
    String missedOfServedWell(Duration limit) {
        var right = checks > NEARLY_ALL ? "" : "only " + Row.percent(checks) + " right";
        var p90 = millis.p90() < limit.toMillis() ? "" : "p90 " + Row.seconds(millis.p90());
        var p95 = millis.p95() < limit.toMillis() ? "" : "p95 " + Row.seconds(millis.p95());
        return listed(Stream.concat(survival(), Stream.of(right, p90, p95)));
    }

    private Stream<String> survival() {
        return Stream.of(
                requests > 0 ? "" : "no request",
                failed < FEW ? "" : Row.percent(failed) + " failed" + refused(),
                dropped < FEW ? "" : Row.percent(dropped) + " did not come");
    }

    /** Which of those who failed were told to come back: by a bound that an operator may raise. */
    private String refused() {
        return isRefused() ? ", " + Row.percent((double) refusals / requests) + " told 429 or 503" : "";
    }

    /** Whether a limit of the configuration was met: over 1 % of the answers were 429 or 503. */
    boolean isRefused() {
        return refusals > FEW * requests;
    }

    private static String listed(Stream<String> missed) {
        return missed.filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    }

    /** What stands in the way of more. */
    Saturation saturation() {
        return Saturation.of(this);
    }
}
