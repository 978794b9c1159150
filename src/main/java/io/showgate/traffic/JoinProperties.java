package io.showgate.traffic;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one source may join. Further joins are answered 429. Each instance counts for itself;
 * {@code docs/protection.md} describes the trade-off of each number.
 *
 * @param addressRate joins a second of one address in the long run, 0 for no limit; 200. An address is an IPv4 address
 *     or the first half of an IPv6 address. Many people share one: a mobile carrier puts thousands behind an address
 * @param addressBurst joins of one address at once; 2,000
 * @param userRate joins a second of one user in the long run, 0 for no limit; 2. Joining again is harmless, and a user
 *     with three tabs does it
 * @param userBurst joins of one user at once; 20
 */
@Validated
@ConfigurationProperties("showgate.traffic.joins")
record JoinProperties(
        @DefaultValue("200") @PositiveOrZero int addressRate,
        @DefaultValue("2000") @Positive int addressBurst,
        @DefaultValue("2") @PositiveOrZero int userRate,
        @DefaultValue("20") @Positive int userBurst) {}
