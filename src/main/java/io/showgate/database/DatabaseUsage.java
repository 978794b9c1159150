package io.showgate.database;

/**
 * How much of the database this instance uses, at one moment, apart from the lists and searches that anyone may ask
 * for.
 *
 * @param usage the part in use of all connections, or of those for requests, whichever is fuller; from 0 to 1. The
 *     connections for lists and searches do not count: a stranger can keep them busy, and could slow the admission down
 * @param waiting threads that wait for a connection of the pool, except for lists and searches
 * @param broken true from when the circuit breaker opens until its probes have succeeded
 */
public record DatabaseUsage(double usage, int waiting, boolean broken) {}
