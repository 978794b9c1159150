package io.showgate.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many people were admitted during each of the last intervals in which people waited. The pace and the estimated
 * wait are computed from it. Confined to one thread at a time; {@link #pace} is an immutable summary for all others.
 */
final class AdmissionHistory {

    private static final int INTERVALS = 30;
    private static final int ENOUGH = 3;

    /** The 90 % quantile of the standard normal distribution. */
    private static final double Z90 = 1.2816;

    /**
     * The pace of admission.
     *
     * @param mean people admitted per interval
     * @param variance of that number from one interval to the next
     * @param interval the length of an interval
     */
    record Pace(double mean, double variance, Duration interval) {

        /**
         * The time until the person at this position is admitted. The number admitted in t intervals is taken as normal
         * with mean m·t and variance s²·t. So the time to the k-th admission is asymptotically normal with mean k/m and
         * variance k·s²/m³ (the central limit theorem for renewal processes: W. Feller, An Introduction to Probability
         * Theory, vol. II, XI.5).
         *
         * @return null while no one is admitted, because any time would be a guess
         */
        @Nullable
        WaitEstimate until(long position) {
            if (mean <= 0) {
                return null;
            }
            double expected = position / mean;
            double spread = Math.sqrt(position * variance / (mean * mean * mean));
            return new WaitEstimate(seconds(expected), seconds(expected + Z90 * spread));
        }

        private Duration seconds(double intervals) {
            return Duration.ofSeconds((long) Math.ceil(intervals * interval.toMillis() / 1000.0));
        }
    }

    private final int[] counts = new int[INTERVALS];
    private int filled;
    private int next;
    private long admittedBefore = -1;
    private long seenBefore;
    private long busyMillis;
    private long admittedInBusy;

    /**
     * Notes a snapshot. Only time in which people wait and may be admitted counts: an idle, paused or held queue says
     * nothing about the pace of a full one.
     */
    void note(QueueSnapshot snapshot, QueueSettings settings) {
        var interval = settings.interval();
        boolean busy = snapshot.waiting() > 0 && !settings.paused() && !snapshot.isHeld();
        long admitted = snapshot.state().admitted();
        long elapsed = snapshot.nowMillis() - seenBefore;
        boolean continues = admittedBefore >= 0 && elapsed >= 0 && admitted >= admittedBefore;
        if (continues && (busy || busyMillis > 0)) {
            busyMillis += elapsed;
            admittedInBusy += admitted - admittedBefore;
        }
        if (!busy) {
            busyMillis = 0;
            admittedInBusy = 0;
        } else if (busyMillis >= interval.toMillis()) {
            push((int) Math.round((double) admittedInBusy * interval.toMillis() / busyMillis));
            busyMillis = 0;
            admittedInBusy = 0;
        }
        admittedBefore = admitted;
        seenBefore = snapshot.nowMillis();
    }

    private void push(int count) {
        counts[next] = count;
        next = (next + 1) % INTERVALS;
        filled = Math.min(filled + 1, INTERVALS);
    }

    /**
     * The measured pace. While there are too few intervals to measure, it is the pace that the settings promise. Its
     * mean is the ceiling, or the pinned rate. Its deviation is the distance from floor to ceiling.
     */
    Pace pace(QueueSettings settings) {
        if (filled < ENOUGH) {
            return promised(settings);
        }
        double mean = 0;
        for (int i = 0; i < filled; i++) {
            mean += counts[i];
        }
        mean /= filled;
        double squares = 0;
        for (int i = 0; i < filled; i++) {
            squares += (counts[i] - mean) * (counts[i] - mean);
        }
        return new Pace(mean, squares / (filled - 1), settings.interval());
    }

    private static Pace promised(QueueSettings settings) {
        double mean = settings.rate(1);
        double deviation = settings.rateCeiling() - settings.rateFloor();
        return new Pace(mean, deviation * deviation, settings.interval());
    }
}
