package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showgate.web.Problem;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits on joins of one user and of one address. */
class JoinLimitsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private JoinLimits limits(int addressRate, int addressBurst, int userRate, int userBurst) {
        return new JoinLimits(
                new JoinProperties(addressRate, addressBurst, userRate, userBurst), new Random(1), meters);
    }

    private double refused(String source) {
        return meters.get("requests.limited").tag("source", source).counter().count();
    }

    @Test
    void oneUserIsLimitedFromAllAddressesTogether() {
        var limits = limits(1, 1_000, 1, 3);

        var answers = IntStream.range(0, 5)
                .mapToObj(i -> limits.check("10.0.0." + i, "u"))
                .toList();

        assertThat(answers.subList(0, 3)).containsOnlyNulls();
        assertThat(answers.subList(3, 5)).doesNotContainNull();
        assertThat(refused("user")).isEqualTo(2);
    }

    @Test
    void oneAddressIsLimitedForAllUsersTogether() {
        var limits = limits(1, 3, 1, 10);
        IntStream.range(0, 3).forEach(i -> limits.check("10.0.0.1", "u" + i));

        assertThat(limits.check("10.0.0.1", "u3")).isNotNull();
        assertThat(limits.check("10.0.0.2", "u4")).isNull();
        assertThat(refused("address")).isEqualTo(1);
    }

    @Test
    void aJoinRefusedForItsUserDoesNotCountForItsAddress() {
        var limits = limits(1, 2, 1, 1);
        IntStream.range(0, 100).forEach(_ -> limits.check("10.0.0.1", "hasty"));

        assertThat(limits.check("10.0.0.1", "calm")).isNull();
    }

    @Test
    void zeroMeansNoLimit() {
        var limits = limits(0, 1, 0, 1);

        assertThat(IntStream.range(0, 10_000).mapToObj(_ -> limits.check("10.0.0.1", "u")))
                .containsOnlyNulls();
    }

    @Test
    void refusedClientsAreToldDifferentTimesToComeBack() {
        var limits = limits(1, 1, 0, 1);
        limits.check("10.0.0.1", "u");

        var waits = IntStream.range(0, 100)
                .mapToObj(_ -> limits.check("10.0.0.1", "u"))
                .map(Objects::requireNonNull)
                .map(Problem::retryAfter)
                .map(Objects::requireNonNull)
                .toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait.toMillis()).isBetween(900L, 3_000L));
        assertThat(waits).satisfies(all -> assertThat(all.stream().distinct()).hasSizeGreaterThan(10));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
        "2001:db8:1:2::6, 2001:db8:1:2",
        "2001:db8::6, 2001:db8:0:0",
        "0:0:0:0:0:0:0:1, 0:0:0:0",
        "::1, 0:0:0:0"
    })
    void anIpv6AddressStandsForItsNetwork(String address, String network) {
        assertThat(JoinLimits.network(address)).isEqualTo(network);
    }
}
