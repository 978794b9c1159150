package io.showgate.traffic;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests of a {@linkplain RequestKind kind} may be in progress at once, and how long requests may wait for a
 * thread. Further requests are answered 503. Each instance counts for itself; {@code docs/protection.md} describes the
 * trade-off of each number.
 *
 * @param polls the most polls; 4,000. They are answered from memory, so there are seldom more than a few. They are
 *     refused last
 * @param receipts the most requests for the result of a claim, and returns of coupons; 20,000, since most of them only
 *     wait for the record
 * @param gated the most requests behind the gate or to the gate; 2,000
 * @param claims the most claims; 1,000, for which Redis needs about a tenth of a second
 * @param joins the most joins; 1,000, for the same reason
 * @param catalogue the most requests for lists, campaigns and everything else; 1,000. They are answered from memory,
 *     except the requests that wait for the database, which would pile up first
 * @param searches the most searches of the catalogue; 500. A new search needs the database for some ms to some 100 ms,
 *     and searches that wait for it must not take the place of other requests
 * @param operators the most requests of operators, signed in or not; 64. One answers in some milliseconds, unless it
 *     waits for the database or for a body. They do not count for the total
 * @param total the most requests of all kinds together; 0, which means as many as fit into three tenths of the heap at
 *     72 kB each. Receipts and searches are refused from half of this number on, and claims, joins and the catalogue
 *     from three quarters on
 * @param delay claims, joins, searches and the catalogue are refused while every request of the last half second has
 *     waited longer for a thread; 500 ms. A shorter time refuses requests of a short rush that could be served; a
 *     longer one makes all requests wait
 * @param delayHolders the same for polls, receipts and gated requests, whose users hold a place, a receipt or an
 *     admission; 1.5 s
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
        @DefaultValue("500") @Positive int searches,
        @DefaultValue("64") @Positive int operators,
        @DefaultValue("0") @PositiveOrZero int total,
        @DefaultValue("500ms") @DurationMin(millis = 1) Duration delay,
        @DefaultValue("1500ms") @DurationMin(millis = 1) Duration delayHolders) {}
