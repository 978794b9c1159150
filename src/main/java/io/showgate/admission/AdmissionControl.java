package io.showgate.admission;

import io.showgate.queue.AdmissionPressure.Allowance;
import java.time.Duration;

/**
 * Finds how many what is behind the gate can bear, by additive increase and multiplicative decrease (D.-M. Chiu and R.
 * Jain, "Analysis of the Increase and Decrease Algorithms for Congestion Avoidance", 1989). Under load the share falls
 * by as much as the load is above what it may be; at ease it climbs by a fixed step; between the two it stays, so that
 * it does not swing about the mark. While the database is broken nobody is let in, and afterwards the share climbs from
 * 0. Does nothing by itself and knows no clock; confined to one thread.
 */
final class AdmissionControl {

    /** No second takes more than half of the share: one wrong look must not empty it. */
    private static final double STEEPEST = 0.5;

    /** What a thread that waits for a connection weighs: the pool is too small already, however little it is used. */
    private static final double WAITING = 2;

    /**
     * What was seen since the last step.
     *
     * @param usage of the connections that requests may use, from 0 to 1, in the mean
     * @param waiting the most threads that waited for a connection at once
     * @param latency the mean of the gated routes; zero when nobody asked
     * @param broken whether the database was found to be
     */
    record Reading(double usage, int waiting, Duration latency, boolean broken) {}

    private final AdmissionProperties.Control properties;
    private Allowance allowance = Allowance.CEILING;

    AdmissionControl(AdmissionProperties.Control properties) {
        this.properties = properties;
    }

    /**
     * Takes what was seen into account.
     *
     * @param elapsed since the last step; more than a second counts as one, so that a stop is not followed by a jump
     */
    Allowance step(Reading reading, Duration elapsed) {
        double seconds = Math.clamp(elapsed.toNanos() / 1e9, 0, 1);
        allowance =
                reading.broken() ? new Allowance(0, true) : new Allowance(shareAfter(load(reading), seconds), false);
        return allowance;
    }

    private double shareAfter(double load, double seconds) {
        if (load > 1) {
            return allowance.share() * Math.pow(Math.max(STEEPEST, 1 / load), seconds);
        }
        return load < properties.ease()
                ? Math.min(1, allowance.share() + properties.climb() * seconds)
                : allowance.share();
    }

    /** How hard the system is pressed; 1 is as hard as it may be. */
    private double load(Reading reading) {
        double used = reading.usage() / properties.usage();
        double late =
                (double) reading.latency().toNanos() / properties.latency().toNanos();
        return Math.max(Math.max(used, late), reading.waiting() > 0 ? WAITING : 0);
    }
}
