package io.showgate.traffic;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests of a kind are worked on at once, and how long they may wait for their turn, before further ones are
 * refused with 503. The numbers are an instance's own; {@code docs/protection.md} says what each trades.
 *
 * @param polls asking for one's place, leaving; 4,000. Answered from memory, so there are seldom more than a few; the
 *     last to be refused
 * @param receipts asking for a claim, giving back; 20,000, since most of them only wait for the record
 * @param gated behind the gate, and the gate; 2,000
 * @param claims 1,000, what Redis takes in about a tenth of a second
 * @param joins 1,000, likewise
 * @param catalogue lists, campaigns, and all the rest; 1,000. Answered from memory but for those that wait for the
 *     database, who would be the first to pile up
 * @param total of all kinds together; 0, as many as three tenths of the heap have room for, at 72 kB each. Once half of
 *     that is in progress receipts are refused, from three quarters on claims, joins and the catalogue too
 * @param delay how long requests may wait for a thread, all of them for half a second, before claims, joins and the
 *     catalogue are refused; 500 ms. Shorter refuses in a short rush that could be borne; longer lets everybody wait
 * @param delayHolders the same for polls, receipts and what is behind the gate; 1.5 s
 */
@Validated
@ConfigurationProperties("showgate.traffic.requests")
record RequestProperties(
        @DefaultValue("4000") @Positive int polls,
        @DefaultValue("20000") @Positive int receipts,
        @DefaultValue("2000") @Positive int gated,
        @DefaultValue("1000") @Positive int claims,
        @DefaultValue("1000") @Positive int joins,
        @DefaultValue("1000") @Positive int catalogue,
        @DefaultValue("0") @PositiveOrZero int total,
        @DefaultValue("500ms") @DurationMin(millis = 1) Duration delay,
        @DefaultValue("1500ms") @DurationMin(millis = 1) Duration delayHolders) {}
