package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showgate.traffic.SourceProperties.Claims;
import io.showgate.traffic.SourceProperties.Gated;
import io.showgate.traffic.SourceProperties.Joins;
import io.showgate.traffic.SourceProperties.Searches;
import io.showgate.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The limits of one user, one address and one IPv6 network. */
class SourceLimitsTests {

    private static final int OFF = 0;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private SourceLimits limits(Joins joins, Claims claims, String... trusted) {
        var properties =
                new SourceProperties(List.of(trusted), joins, claims, new Gated(1, 3, 1, 5), new Searches(1, 3, 1, 5));
        return new SourceLimits(properties, new ForwardedHeaders(Clock.systemUTC(), meters), new Random(1), meters);
    }

    private SourceLimits joins(int addressBurst, int userBurst, String... trusted) {
        return limits(new Joins(1, addressBurst, 1, 5, 1, userBurst), new Claims(1, 3, 1, 5, 1, 10), trusted);
    }

    private static HttpServletRequest from(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }

    private static @Nullable Problem join(SourceLimits limits, String address, String user) {
        return limits.check(RequestKind.JOIN, user, from(address));
    }

    private static @Nullable Problem claim(SourceLimits limits, String address, String user) {
        return limits.check(RequestKind.CLAIM, user, from(address));
    }

    private double refused(String kind, String source) {
        return meters.get("requests.limited")
                .tag("kind", kind)
                .tag("source", source)
                .counter()
                .count();
    }

    @Test
    void theRouteDecidesAboutJoinsBeyondTheLimitOfTheirUser() {
        var limits = joins(1_000, 3);
        IntStream.range(0, 3).forEach(i -> {
            var request = from("10.0.0." + i);
            assertThat(limits.check(RequestKind.JOIN, "u", request)).isNull();
            assertThat(PendingRefusal.of(request)).isNull();
        });

        var request = from("10.0.0.9");
        assertThat(limits.check(RequestKind.JOIN, "u", request)).isNull();
        assertThat(refused("join", "user")).isZero();
        assertThat(meters.get("requests.repeated").counter().count()).isEqualTo(1);

        var refusal = Objects.requireNonNull(PendingRefusal.of(request)).refuse();
        assertThat(refusal.type()).isEqualTo(TrafficProblems.TOO_MANY_JOINS);
        assertThat(refused("join", "user")).isEqualTo(1);
    }

    @Test
    void aJoinBeyondTheLimitOfItsUserDoesNotCountForItsAddress() {
        var limits = joins(2, 1);
        IntStream.range(0, 100).forEach(_ -> join(limits, "10.0.0.1", "hasty"));

        assertThat(join(limits, "10.0.0.1", "calm")).isNull();
    }

    @Test
    void claimsBeyondTheLimitOfTheirUserAreRefused() {
        var limits = limits(new Joins(OFF, 1, OFF, 1, OFF, 1), new Claims(1, 1_000, 1, 5, 1, 3));

        var answers = IntStream.range(0, 5)
                .mapToObj(i -> claim(limits, "10.0.0." + i, "u"))
                .toList();

        assertThat(answers.subList(0, 3)).containsOnlyNulls();
        assertThat(answers.subList(3, 5)).doesNotContainNull();
        assertThat(refused("claim", "user")).isEqualTo(2);
        assertThat(claim(limits, "10.0.0.1", "other")).isNull();
    }

    @Test
    void oneAddressIsLimitedForAllUsersTogether() {
        var limits = joins(3, 10);
        IntStream.range(0, 3).forEach(i -> join(limits, "10.0.0.1", "u" + i));

        assertThat(join(limits, "10.0.0.1", "u3")).isNotNull();
        assertThat(join(limits, "10.0.0.2", "u4")).isNull();
        assertThat(refused("join", "address")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestKind.class,
            names = {"GATED", "SEARCH"})
    void kindsWithoutAUserAreLimitedByAddress(RequestKind kind) {
        var limits = joins(3, 10);

        var answers = IntStream.range(0, 5)
                .mapToObj(_ -> limits.check(kind, null, from("203.0.113.7")))
                .toList();

        assertThat(answers.subList(0, 3)).containsOnlyNulls();
        assertThat(answers.subList(3, 5))
                .allSatisfy(
                        refusal -> assertThat(Objects.requireNonNull(refusal).type())
                                .isEqualTo(TrafficProblems.TOO_MANY_REQUESTS));
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestKind.class,
            names = {"POLL", "RECEIPT", "CATALOGUE", "OPERATOR"})
    void otherKindsHaveNoLimit(RequestKind kind) {
        var limits = joins(1, 1);

        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> limits.check(kind, null, from("203.0.113.7"))))
                .containsOnlyNulls();
    }

    /** A password that is guessed through a proxy must not look like the proxy's own. */
    @ParameterizedTest
    @CsvSource({"OPERATOR, 1", "JOIN, 1", "CLAIM, 1", "GATED, 1", "SEARCH, 1", "POLL, 0", "RECEIPT, 0", "CATALOGUE, 0"})
    void anIgnoredAddressIsNotedWhereAddressesCount(RequestKind kind, double noted) {
        var request = new MockHttpServletRequest();
        request.addHeader("X-Forwarded-For", "203.0.113.7");

        joins(3, 10).check(kind, null, request);

        assertThat(meters.get("requests.forwarded.ignored").counter().count()).isEqualTo(noted);
    }

    @Test
    void theKindsDoNotShareALimit() {
        var limits = joins(3, 10);
        IntStream.range(0, 10).forEach(i -> join(limits, "203.0.113.7", "u" + i));

        assertThat(claim(limits, "203.0.113.7", "u")).isNull();
        assertThat(limits.check(RequestKind.SEARCH, null, from("203.0.113.7"))).isNull();
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneSource() {
        var limits = joins(3, 10);
        IntStream.range(0, 3).forEach(i -> join(limits, "2001:db8:1:2:0:0:0:" + i, "u" + i));

        assertThat(join(limits, "2001:db8:1:2::ffff", "u3")).isNotNull();
        assertThat(refused("join", "address")).isEqualTo(1);
    }

    @Test
    void theNetworkOfAProvidersCustomerIsLimitedMoreLoosely() {
        var limits = joins(3, 10);
        IntStream.range(0, 5)
                .forEach(i -> assertThat(join(limits, "2001:db8:1:" + i + "::1", "u" + i))
                        .isNull());

        assertThat(join(limits, "2001:db8:1:99::1", "u5")).isNotNull();
        assertThat(join(limits, "2001:db8:2::1", "u6")).isNull();
        assertThat(refused("join", "network")).isEqualTo(1);
        assertThat(refused("join", "address")).isZero();
    }

    @Test
    void anAddressThatIsRefusedUsesUpNothingOfItsNetwork() {
        var limits = joins(3, 10);
        IntStream.range(0, 100).forEach(i -> join(limits, "2001:db8:1:1::1", "u" + i));

        assertThat(join(limits, "2001:db8:1:2::1", "neighbour")).isNull();
    }

    @Test
    void ipv4AddressesHaveNoNetwork() {
        var limits = joins(3, 10);

        assertThat(IntStream.range(0, 100).mapToObj(i -> join(limits, "203.0.113." + i, "u" + i)))
                .containsOnlyNulls();
    }

    @Test
    void trustedCallersAreLimitedForEachUserOnly() {
        var limits = joins(3, 2, "10.0.0.0/8");

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> join(limits, "10.1.2.3", "u" + i)))
                .containsOnlyNulls();
        assertThat(IntStream.range(0, 20).mapToObj(_ -> claim(limits, "10.1.2.3", "u")))
                .containsNull()
                .anySatisfy(refused -> assertThat(refused).isNotNull());
        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> limits.check(RequestKind.GATED, null, from("10.1.2.3"))))
                .containsOnlyNulls();
    }

    @Test
    void zeroMeansNoLimit() {
        var limits = limits(new Joins(OFF, 1, OFF, 1, OFF, 1), new Claims(OFF, 1, OFF, 1, OFF, 1));

        assertThat(IntStream.range(0, 10_000).mapToObj(_ -> join(limits, "2001:db8::1", "u")))
                .containsOnlyNulls();
    }

    @Test
    void refusedClientsAreToldDifferentTimesToComeBack() {
        var limits = joins(1, 1_000);
        join(limits, "10.0.0.1", "u");

        var waits = IntStream.range(0, 100)
                .mapToObj(i -> join(limits, "10.0.0.1", "u" + i))
                .flatMap(Stream::ofNullable)
                .map(Problem::retryAfter)
                .map(Objects::requireNonNull)
                .toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait.toMillis()).isBetween(1L, 3_000L));
        assertThat(waits).satisfies(all -> assertThat(all.stream().distinct()).hasSizeGreaterThan(10));
    }
}
