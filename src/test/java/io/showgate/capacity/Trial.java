package io.showgate.capacity;

import java.time.Duration;

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
        return requests > 0 && failed < FEW && dropped < FEW;
    }

    /** As people wish it: under 1 % fail, over 99 % of the answers are right, and p90 and p95 are under the limit. */
    boolean isServedWell(Duration limit) {
        return isSurvived()
                && checks > NEARLY_ALL
                && millis.p90() < limit.toMillis()
                && millis.p95() < limit.toMillis();
    }

    /** What stands in the way of more. */
    Saturation saturation() {
        return Saturation.of(this);
    }
}
