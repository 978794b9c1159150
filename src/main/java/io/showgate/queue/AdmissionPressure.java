package io.showgate.queue;

/**
 * How many the waiting room may let in for the sake of what is behind the gate, as seen from this instance. Implemented
 * by who knows what is behind the gate.
 */
@FunctionalInterface
public interface AdmissionPressure {

    /** What may be let in now; asked at every tick of every queue, so it must cost next to nothing. */
    Allowance now();

    /**
     * How many may come in.
     *
     * @param share how far from a queue's floor, at 0, to its ceiling, at 1
     * @param held nobody new may come in at all, whatever the queue's settings say
     */
    record Allowance(double share, boolean held) {

        /** Nothing is pressed: every queue lets in its ceiling. */
        public static final Allowance CEILING = new Allowance(1, false);
    }
}
