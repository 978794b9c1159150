package io.showgate.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When work is refused the database, and which work. {@code docs/protection.md} describes the trade-off of each number.
 *
 * @param breaker when all work is refused the database
 * @param requests the limits of work that a client waits for
 * @param lists the limits of loading pages of the list of concerts
 * @param searches the limits of searches for concerts
 * @param background the limits of all other work. All types together have fewer connections than the pool, so that no
 *     work waits for the pool
 */
@Validated
@ConfigurationProperties("showgate.database")
record DatabaseProperties(
        @DefaultValue @Valid Breaker breaker,
        @DefaultValue @Valid Requests requests,
        @DefaultValue @Valid Lists lists,
        @DefaultValue @Valid Searches searches,
        @DefaultValue @Valid Background background) {

    /** The limits of this type of work. */
    Work of(DatabaseWork work) {
        return switch (work) {
            case REQUESTS -> requests;
            case LISTS -> lists;
            case SEARCHES -> searches;
            case BACKGROUND -> background;
        };
    }

    /**
     * The circuit breaker.
     *
     * @param window the breaker judges the calls of this time; 10 s. A longer time ignores short disturbances and
     *     notices outages later
     * @param minimumCalls the number of calls in the window from which on the breaker judges; 5. With a lower number a
     *     single failure could open the breaker
     * @param failureRate the percentage of failed calls that opens the breaker; 50
     * @param slowRate the percentage of slow calls that opens the breaker; 80. It is higher than that of failures,
     *     because a slow answer is still an answer
     * @param open how long the breaker refuses everything before it tries again; 1 s. A longer time puts less load on a
     *     database that is starting, and notices its recovery later
     * @param probes how many calls decide whether the database works again; 3
     */
    record Breaker(
            @DefaultValue("10s") @DurationMin(seconds = 1) Duration window,
            @DefaultValue("5") @Positive int minimumCalls,
            @DefaultValue("50") @Min(1) @Max(100) int failureRate,
            @DefaultValue("80") @Min(1) @Max(100) int slowRate,
            @DefaultValue("1s") @DurationMin(millis = 100) Duration open,
            @DefaultValue("3") @Positive int probes) {}

    /** The limits of one type of work. The types have the same settings with different defaults. */
    sealed interface Work {

        int connections();

        Duration maxWait();

        Duration answer();

        Duration hold();

        Duration slow();
    }

    /**
     * Work that a client waits for.
     *
     * @param connections how many at once; 5. More connections use the database better and leave fewer to background
     *     work
     * @param maxWait the longest wait for one of them before the call is refused; 20 ms
     * @param answer the longest time for one answer of the database; 1.25 s. A longer one counts as broken, so this is
     *     more than the second for which a statement waits for a locked row
     * @param hold the longest time for all answers of a call together; 1.5 s
     * @param slow a longer call counts as slow; 1 s
     */
    record Requests(
            @DefaultValue("5") @Positive int connections,
            @DefaultValue("20ms") Duration maxWait,

            @DefaultValue("1250ms") @DurationMin(millis = 10)
            Duration answer,

            @DefaultValue("1500ms") @DurationMin(millis = 10)
            Duration hold,

            @DefaultValue("1s") @DurationMin(millis = 10) Duration slow)
            implements Work {}

    /**
     * Loading pages of the list of concerts, which anyone may ask for.
     *
     * @param connections how many at once; 2. A page takes some milliseconds, so they load some hundred pages a second
     * @param maxWait the longest wait for one of them; 20 ms. The catalogue begins no more loads than there are
     *     connections, so a load seldom waits
     * @param answer the longest time for one answer of the database; 1.25 s
     * @param hold the longest time for all answers of a call together; 1.5 s
     * @param slow a longer call counts as slow; 1 s
     */
    record Lists(
            @DefaultValue("2") @Positive int connections,
            @DefaultValue("20ms") Duration maxWait,

            @DefaultValue("1250ms") @DurationMin(millis = 10)
            Duration answer,

            @DefaultValue("1500ms") @DurationMin(millis = 10)
            Duration hold,

            @DefaultValue("1s") @DurationMin(millis = 10) Duration slow)
            implements Work {}

    /**
     * Searches for concerts, which anyone may ask for, and which cost the database the most.
     *
     * @param connections how many at once; 1. Most searches have a rare word and take some milliseconds
     * @param maxWait the longest wait for one of them; 20 ms. The catalogue begins no more searches than there are
     *     connections, so a search seldom waits
     * @param answer the longest time for one answer of the database; 1.25 s. The database itself ends a search sooner
     * @param hold the longest time for all answers of a search together; 1.5 s
     * @param slow a longer call counts as slow; 1.5 s, as long as a search can take. A slow search tells nothing about
     *     the database, and must not keep other work from it
     */
    record Searches(
            @DefaultValue("1") @Positive int connections,
            @DefaultValue("20ms") Duration maxWait,

            @DefaultValue("1250ms") @DurationMin(millis = 10)
            Duration answer,

            @DefaultValue("1500ms") @DurationMin(millis = 10)
            Duration hold,

            @DefaultValue("1500ms") @DurationMin(millis = 10)
            Duration slow)
            implements Work {}

    /**
     * Work that no client waits for: recording, reconciliation, recovery, and an operator's change of the catalogue.
     *
     * @param connections how many at once; 4
     * @param maxWait the longest wait for one of them; 5 s
     * @param answer the longest time for one answer of the database; 5 s
     * @param hold the longest time for all answers of a call together; 2 minutes, for loading demo data
     * @param slow a longer call counts as slow; 2 s, since recording workers wait for each other
     */
    record Background(
            @DefaultValue("4") @Positive int connections,
            @DefaultValue("5s") Duration maxWait,
            @DefaultValue("5s") @DurationMin(millis = 10) Duration answer,
            @DefaultValue("2m") @DurationMin(millis = 10) Duration hold,
            @DefaultValue("2s") @DurationMin(millis = 10) Duration slow)
            implements Work {}
}
