package io.showgate.queue;

/**
 * How many people the services behind the gate can take, as seen from this instance. The module that knows these
 * services implements it.
 */
@FunctionalInterface
public interface AdmissionPressure {

    /** How many people may be admitted now. Every tick of every queue calls it, so it must cost almost nothing. */
    Allowance now();

    /**
     * How many people may be admitted.
     *
     * @param share how far the rate may go from the floor of a queue, at 0, to its ceiling, at 1
     * @param held true if no one may be admitted, even if an operator pinned the rate of the queue
     */
    record Allowance(double share, boolean held) {

        /** The load is low: every queue admits people at its ceiling. */
        public static final Allowance CEILING = new Allowance(1, false);
    }
}
