package io.showgate.admission;

import io.showgate.queue.AdmissionPressure.Allowance;
import java.time.Duration;

/**
 * Finds how many users the routes behind the gate can bear, by additive increase and multiplicative decrease (D.-M.
 * Chiu and R. Jain, "Analysis of the Increase and Decrease Algorithms for Congestion Avoidance", 1989). Above the
 * acceptable load the share falls in proportion to the excess. Well below it the share rises by a fixed step. Between
 * the two it stays, so that it does not oscillate. While something is broken, no one is admitted, and afterwards the
 * share rises from 0. It has no clock and no thread of its own; confined to the thread that calls it.
 */
final class AdmissionControl {

    /** At least this part of the share remains after a second, so that one wrong sample cannot bring it to 0. */
    private static final double LEAST_REMAINDER = 0.5;

    private final AdmissionProperties.Control properties;
    private Allowance allowance = Allowance.CEILING;

    AdmissionControl(AdmissionProperties.Control properties) {
        this.properties = properties;
    }

    /** Admits no one: something is broken. */
    Allowance hold() {
        allowance = new Allowance(0, true);
        return allowance;
    }

    /**
     * Adapts the share to the load since the last step.
     *
     * @param load 1 is the highest acceptable load
     * @param elapsed since the last step. More than a second counts as a second, so that no jump follows a pause
     */
    Allowance step(double load, Duration elapsed) {
        allowance = new Allowance(shareAfter(load, Math.clamp(elapsed.toNanos() / 1e9, 0, 1)), false);
        return allowance;
    }

    private double shareAfter(double load, double seconds) {
        if (load > 1) {
            return allowance.share() * Math.pow(Math.max(LEAST_REMAINDER, 1 / load), seconds);
        }
        return load < properties.ease()
                ? Math.min(1, allowance.share() + properties.climb() * seconds)
                : allowance.share();
    }
}
