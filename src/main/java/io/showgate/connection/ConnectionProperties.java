package io.showgate.connection;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a client may take for each part of an exchange, and how many slow clients an instance bears at once. Each
 * instance counts for itself. A connection is closed within a second after its time is up; {@code docs/protection.md}
 * describes how each number was chosen.
 *
 * @param head the longest time from the first byte of a request to the end of its headers, and from a new connection to
 *     its first byte; 5 s, from 100 ms to 1 min
 * @param body the longest time for a whole body, from the end of the headers; 5 s, from 100 ms to 1 min. Only a route
 *     that takes a body waits for one
 * @param answer the longest time in which a client takes a whole answer, once the buffers of the connection are full;
 *     10 s, from 100 ms to 1 min
 * @param linger the longest time for which an instance reads and discards what a client still sends after its answer,
 *     so that the client can read the answer; 2 s, from 100 ms to 1 min
 * @param idle the longest time between two requests on a connection; 60 s, from 1 s to 1 h. A waiting person polls at
 *     least every 30 s, so a shorter time makes each poll open a connection
 * @param heads the most unfinished heads at once; 0, which means as many as fit into a tenth of the heap at 36 kB each.
 *     One more closes the connection whose head began first
 * @param slowAnswers the most answers at once that wait for a client to take them; 100. One more closes the connection
 *     whose answer has waited longest
 */
@Validated
@ConfigurationProperties("showgate.connections")
record ConnectionProperties(
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration head,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration body,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration answer,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration linger,

        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration idle,

        @DefaultValue("0") @PositiveOrZero int heads,
        @DefaultValue("100") @Positive int slowAnswers) {}
