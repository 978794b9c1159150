package io.showgate.database;

import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Duration;

/**
 * The limits of one {@linkplain DatabaseWork type of work} on the database.
 *
 * @param work the type of work
 * @param bulkhead how many connections it may hold at once, and how long it waits for one
 * @param answer the longest time for one answer
 * @param hold the longest time for all answers on one connection together
 * @param slow the longest time for which a connection may be held without counting as a slow call
 */
record DatabaseLimits(DatabaseWork work, Bulkhead bulkhead, Duration answer, Duration hold, Duration slow) {

    static DatabaseLimits of(DatabaseWork work, Bulkhead bulkhead, DatabaseProperties.Work settings) {
        return new DatabaseLimits(work, bulkhead, settings.answer(), settings.hold(), settings.slow());
    }

    /** The same connections without any deadline. */
    DatabaseLimits withoutDeadlines() {
        var unlimited = Duration.ofDays(1);
        return new DatabaseLimits(work, bulkhead, unlimited, unlimited, unlimited);
    }
}
