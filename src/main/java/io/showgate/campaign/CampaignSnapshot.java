package io.showgate.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it was in Redis at one moment, read by {@code follow.lua}.
 *
 * @param nowMillis the time of Redis at that moment, ms since the epoch
 * @param askedNanos {@link System#nanoTime} before Redis was asked
 * @param answeredNanos the same after it had answered
 * @param run the id of that run of Redis
 * @param left coupons that can be claimed
 * @param taken people who ever had a claim
 * @param returned how many of these people had their coupon put back into the stock
 * @param inStream claims that are not recorded yet
 * @param oldestMillis the time of the first of these, ms since the epoch, or 0
 * @param deadLetters claims that an operator must decide about
 * @param settings the settings in force, or null if Redis does not know the campaign
 * @param rebuilding true while it is closed for recovery
 */
public record CampaignSnapshot(
        long nowMillis,
        long askedNanos,
        long answeredNanos,
        String run,
        int left,
        long taken,
        long returned,
        long inStream,
        long oldestMillis,
        long deadLetters,
        @Nullable Settings settings,
        boolean rebuilding) {

    /**
     * The settings in force in Redis.
     *
     * @param total the number of coupons
     * @param opensMillis the first moment of the period, ms since the epoch
     * @param closesMillis the first moment after the period, ms since the epoch
     * @param changed the number of the operators' change that is in force
     * @param generation a number that rises with every recovery
     * @param openedRun the run of Redis in which the campaign was last opened
     */
    public record Settings(
            int total, long opensMillis, long closesMillis, long changed, long generation, String openedRun) {}

    static CampaignSnapshot of(List<Object> answer, long askedNanos, long answeredNanos) {
        boolean present = number(answer, 1) == 1;
        return new CampaignSnapshot(
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
                present ? settings(answer) : null,
                number(answer, 15) == 1);
    }

    private static Settings settings(List<Object> answer) {
        return new Settings(
                (int) number(answer, 9),
                number(answer, 10),
                number(answer, 11),
                number(answer, 12),
                answer.get(13).toString().isEmpty() ? 0 : number(answer, 13),
                answer.get(14).toString());
    }

    private static long millisOf(String entryId) {
        return entryId.isEmpty() ? 0 : Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
    }

    private static long number(List<Object> answer, int index) {
        return Long.parseLong(answer.get(index).toString());
    }

    /** True if claims are taken: it was opened in the run of Redis that answered, and it is not being recovered. */
    public boolean isServing() {
        return settings != null && !rebuilding && settings.openedRun().equals(run);
    }

    /** True if the stock follows from the claims and returns, as it does after every script. */
    public boolean addsUp() {
        return settings == null || left == Math.max(0, settings.total() - (taken - returned));
    }

    /** The number of coupons, or 0 if Redis does not know the campaign. */
    public long total() {
        return settings == null ? 0 : settings.total();
    }

    /** How long the first claim that is not recorded had waited, in seconds. */
    double oldestUnrecordedSeconds() {
        return oldestMillis == 0 ? 0 : Math.max(0, nowMillis - oldestMillis) / 1_000.0;
    }

    /** A lower bound of the time of Redis at this moment of {@link System#nanoTime}. */
    long earliestNowMillis(long nanos) {
        return nowMillis + (nanos - answeredNanos) / 1_000_000;
    }

    /** An upper bound of the time of Redis at this moment of {@link System#nanoTime}. */
    long latestNowMillis(long nanos) {
        return nowMillis + (nanos - askedNanos) / 1_000_000 + 1;
    }
}
