package io.showgate.traffic;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one source may join; beyond it joining is answered 429. The numbers are an instance's own;
 * {@code docs/protection.md} says what each trades.
 *
 * @param addressRate joins a second of one address in the long run, 0 for any number; 200. An address is an IPv4
 *     address or the first half of an IPv6 one. Many people share one: a mobile carrier puts thousands behind an
 *     address
 * @param addressBurst how many of them may come at once; 2,000
 * @param userRate joins a second of one user in the long run, 0 for any number; 2. Joining again is harmless, and
 *     somebody with three tabs does it
 * @param userBurst how many of them may come at once; 20
 */
@Validated
@ConfigurationProperties("showgate.traffic.joins")
record JoinProperties(
        @DefaultValue("200") @PositiveOrZero int addressRate,
        @DefaultValue("2000") @Positive int addressBurst,
        @DefaultValue("2") @PositiveOrZero int userRate,
        @DefaultValue("20") @Positive int userBurst) {}
