package io.showgate.coupon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as Redis had it at one moment, read by {@code follow.lua}.
 *
 * @param nowMillis the time of Redis at that moment, ms since the epoch
 * @param askedNanos {@link System#nanoTime} before Redis was asked
 * @param answeredNanos the same after it had answered
 * @param run the id of that run of Redis
 * @param taken people who ever had a claim
 * @param returned those of them whose coupon went back to the stock
 * @param inStream claims that are not recorded yet
 * @param oldestMillis when the first of these was made, ms since the epoch, or 0
 * @param setAside claims that an operator must decide about
 * @param terms what the campaign was opened with, or null if Redis knows no such campaign
 * @param rebuilding true while it is closed for recovery
 */
record CampaignPicture(
        long nowMillis,
        long askedNanos,
        long answeredNanos,
        String run,
        int left,
        long taken,
        long returned,
        long inStream,
        long oldestMillis,
        long setAside,
        @Nullable Terms terms,
        boolean rebuilding) {

    /**
     * What Redis goes by.
     *
     * @param changed the operators' change in force
     * @param generation rises with every recovery
     * @param openedRun the run of Redis in which the campaign was last opened
     */
    record Terms(int total, long opensMillis, long closesMillis, long changed, long generation, String openedRun) {}

    static CampaignPicture of(List<Object> answer, long askedNanos, long answeredNanos) {
        boolean present = number(answer, 1) == 1;
        return new CampaignPicture(
                number(answer, 0),
                askedNanos,
                answeredNanos,
                answer.get(2).toString(),
                (int) number(answer, 3),
                number(answer, 4),
                number(answer, 5),
                number(answer, 6),
                millisOf(answer.get(7).toString()),
                number(answer, 8),
                present ? terms(answer) : null,
                number(answer, 15) == 1);
    }

    private static Terms terms(List<Object> answer) {
        return new Terms(
                (int) number(answer, 9),
                number(answer, 10),
                number(answer, 11),
                number(answer, 12),
                answer.get(13).toString().isEmpty() ? 0 : number(answer, 13),
                answer.get(14).toString());
    }

    /**
     * Whether claims are taken by what this says: opened in the run of Redis that answered, and not being recovered.
     */
    boolean isServing() {
        return terms != null && !rebuilding && terms.openedRun().equals(run);
    }

    /** Whether as much is left as those with a claim leave, which every script sees to. */
    boolean addsUp() {
        return terms == null || left == Math.max(0, terms.total() - (taken - returned));
    }

    /** The time of Redis is not earlier than this now. */
    long earliestNowMillis(long nanos) {
        return nowMillis + (nanos - answeredNanos) / 1_000_000;
    }

    /** The time of Redis is not later than this now. */
    long latestNowMillis(long nanos) {
        return nowMillis + (nanos - askedNanos) / 1_000_000 + 1;
    }

    private static long millisOf(String entryId) {
        return entryId.isEmpty() ? 0 : Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
    }

    private static long number(List<Object> answer, int index) {
        return Long.parseLong(answer.get(index).toString());
    }
}
