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
 * When the database is refused, and to whom. {@code docs/protection.md} says what each number trades.
 *
 * @param breaker when it is refused to everybody
 * @param requests what those get for whom somebody waits
 * @param background what the others get; the two together are fewer than the pool has, so that nobody waits for it
 */
@Validated
@ConfigurationProperties("showgate.database")
record DatabaseProperties(
        @DefaultValue @Valid Breaker breaker,
        @DefaultValue @Valid Requests requests,
        @DefaultValue @Valid Background background) {

    /**
     * The circuit breaker.
     *
     * @param window over how long calls are judged; 10 s. Longer is calmer and notices later
     * @param minimumCalls how many of them at least; 5. Fewer would let a single failure refuse everybody
     * @param failureRate percent of them that failed; 50
     * @param slowRate percent of them that were slow; 80. Higher than failures, since slow answers are answers
     * @param open how long everything is refused before it is tried again; 1 s. Longer spares a database that is
     *     starting, and is how long recovery goes unnoticed
     * @param probes how many calls decide whether it is well again; 3
     */
    record Breaker(
            @DefaultValue("10s") @DurationMin(seconds = 1) Duration window,
            @DefaultValue("5") @Positive int minimumCalls,
            @DefaultValue("50") @Min(1) @Max(100) int failureRate,
            @DefaultValue("80") @Min(1) @Max(100) int slowRate,
            @DefaultValue("1s") @DurationMin(millis = 100) Duration open,
            @DefaultValue("3") @Positive int probes) {}

    /**
     * Calls for which somebody waits.
     *
     * @param connections how many at once; 5. More use the database better and leave less to the background
     * @param patience how long to wait for one of them before the call is refused; 20 ms
     * @param answer how long a single answer of the database may take; 1.25 s. Whatever is longer counts as broken, so
     *     it is more than the second for which a row that somebody holds is waited for
     * @param hold how long all answers of a call may take together; 1.5 s
     * @param slow after how long a call counts as slow; 1 s
     */
    record Requests(
            @DefaultValue("5") @Positive int connections,
            @DefaultValue("20ms") Duration patience,

            @DefaultValue("1250ms") @DurationMin(millis = 10)
            Duration answer,

            @DefaultValue("1500ms") @DurationMin(millis = 10)
            Duration hold,

            @DefaultValue("1s") @DurationMin(millis = 10) Duration slow) {}

    /**
     * Calls for which nobody waits: recording, comparing, recovering, and an operator's change of the catalogue.
     *
     * @param connections how many at once; 4
     * @param patience how long to wait for one of them; 5 s
     * @param answer how long a single answer of the database may take; 5 s
     * @param hold how long all answers of a call may take together; 2 minutes, for loading demo data
     * @param slow after how long a call counts as slow; 2 s, since those who record wait for each other
     */
    record Background(
            @DefaultValue("4") @Positive int connections,
            @DefaultValue("5s") Duration patience,
            @DefaultValue("5s") @DurationMin(millis = 10) Duration answer,
            @DefaultValue("2m") @DurationMin(millis = 10) Duration hold,
            @DefaultValue("2s") @DurationMin(millis = 10) Duration slow) {}
}
