package io.showgate.database;

import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Duration;

/**
 * What one {@linkplain DatabaseWork kind} of work may take of the database.
 *
 * @param bulkhead how many connections it may hold at once, and how long it waits for one
 * @param answer how long a single answer may take
 * @param hold how long all answers on one connection may take together
 * @param slow after how long a connection that is held counts as slow
 */
record DatabaseLimits(Bulkhead bulkhead, Duration answer, Duration hold, Duration slow) {}
