package io.showgate.queue;

/**
 * How hard the system behind the gate is pressed, as seen from this instance. The waiting room lets in its ceiling at
 * no pressure, its floor at full pressure, and in proportion between. Implemented by who knows what is behind the gate.
 */
@FunctionalInterface
public interface AdmissionPressure {

    /** From 0, at ease, to 1, no room left. */
    double now();
}
