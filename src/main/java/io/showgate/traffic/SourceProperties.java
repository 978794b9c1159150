package io.showgate.traffic;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one source may send requests of a kind. Further requests are answered 429. Each instance counts for itself;
 * {@code docs/protection.md} describes the trade-off of each number.
 *
 * @param trustedCallers addresses and networks of callers that ask for many users: the shop's own back ends, and
 *     reverse proxies that ask the gate. Only the limits per user hold for them. By default the loopback addresses and
 *     all private networks, which are the same networks that Spring Boot takes for proxies. A shorter list limits
 *     callers in the own network too
 * @param joins the limits on joins
 * @param claims the limits on claims
 * @param gated the limits on requests behind the gate and to the gate
 * @param searches the limits on searches of the catalogue
 */
@Validated
@ConfigurationProperties("showgate.traffic")
record SourceProperties(
        @DefaultValue({
            "127.0.0.0/8",
            "::1",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "fc00::/7",
            "fe80::/10"
        })
        List<String> trustedCallers,

        @DefaultValue @Valid Joins joins,
        @DefaultValue @Valid Claims claims,
        @DefaultValue @Valid Gated gated,
        @DefaultValue @Valid Searches searches) {

    public SourceProperties {
        trustedCallers = List.copyOf(trustedCallers);
        TrustedCallers.check(trustedCallers);
    }

    /** The limits on one kind of request. A rate is in requests a second in the long run, and 0 means no limit. */
    sealed interface Rates {

        int addressRate();

        int addressBurst();

        int networkRate();

        int networkBurst();

        /** By default the kind names no user. */
        default int userRate() {
            return 0;
        }

        default int userBurst() {
            return 1;
        }
    }

    /**
     * The limits on joins.
     *
     * @param addressRate joins a second of one address, 0 for no limit; 200. An address is an IPv4 address or the /64
     *     of an IPv6 address. Many people share one: a mobile carrier puts thousands behind an address
     * @param addressBurst joins of one address at once; 2,000
     * @param networkRate joins a second of the /48 of an IPv6 address, 0 for no limit; 800, four addresses
     * @param networkBurst joins of one /48 at once; 8,000
     * @param userRate joins a second of one user, 0 for no limit; 2. Beyond it the user gets the place that they have,
     *     but no new one
     * @param userBurst joins of one user at once; 20
     */
    record Joins(
            @DefaultValue("200") @PositiveOrZero int addressRate,
            @DefaultValue("2000") @Positive int addressBurst,
            @DefaultValue("800") @PositiveOrZero int networkRate,
            @DefaultValue("8000") @Positive int networkBurst,
            @DefaultValue("2") @PositiveOrZero int userRate,
            @DefaultValue("20") @Positive int userBurst)
            implements Rates {}

    /**
     * The limits on claims.
     *
     * @param addressRate claims a second of one address, 0 for no limit; 500, because a person presses more than once
     * @param addressBurst claims of one address at once; 5,000
     * @param networkRate claims a second of the /48 of an IPv6 address, 0 for no limit; 2,000
     * @param networkBurst claims of one /48 at once; 20,000
     * @param userRate claims a second of one user, 0 for no limit; 10, more often than a person can press
     * @param userBurst claims of one user at once; 100, because people press before the campaign opens
     */
    record Claims(
            @DefaultValue("500") @PositiveOrZero int addressRate,
            @DefaultValue("5000") @Positive int addressBurst,
            @DefaultValue("2000") @PositiveOrZero int networkRate,
            @DefaultValue("20000") @Positive int networkBurst,
            @DefaultValue("10") @PositiveOrZero int userRate,
            @DefaultValue("100") @Positive int userBurst)
            implements Rates {}

    /**
     * The limits on requests behind the gate and to the gate.
     *
     * @param addressRate requests a second of one address, 0 for no limit; 1,000, because a page has several parts
     * @param addressBurst requests of one address at once; 10,000
     * @param networkRate requests a second of the /48 of an IPv6 address, 0 for no limit; 4,000
     * @param networkBurst requests of one /48 at once; 40,000
     */
    record Gated(
            @DefaultValue("1000") @PositiveOrZero int addressRate,
            @DefaultValue("10000") @Positive int addressBurst,
            @DefaultValue("4000") @PositiveOrZero int networkRate,
            @DefaultValue("40000") @Positive int networkBurst)
            implements Rates {}

    /**
     * The limits on searches of the catalogue.
     *
     * @param addressRate searches a second of one address, 0 for no limit; 50, because a new search uses the database
     * @param addressBurst searches of one address at once; 500
     * @param networkRate searches a second of the /48 of an IPv6 address, 0 for no limit; 200
     * @param networkBurst searches of one /48 at once; 2,000
     */
    record Searches(
            @DefaultValue("50") @PositiveOrZero int addressRate,
            @DefaultValue("500") @Positive int addressBurst,
            @DefaultValue("200") @PositiveOrZero int networkRate,
            @DefaultValue("2000") @Positive int networkBurst)
            implements Rates {}
}
