package io.showgate.database;

/**
 * How much of the database this instance uses, at one moment.
 *
 * @param usage the part in use of all connections, or of those for requests, whichever is fuller; from 0 to 1
 * @param waiting threads that wait for a connection of the pool
 * @param broken true from when the circuit breaker opens until its probes have succeeded
 */
public record DatabaseUsage(double usage, int waiting, boolean broken) {}
