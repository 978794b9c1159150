package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The list of callers that ask for many users. */
class TrustedCallersTests {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5, true",
        "10.0.0.5, 10.0.0.6, false",
        "10.0.0.5/32, 10.0.0.5, true",
        "10.0.0.5/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::ffff:10.0.0.5, 10.0.0.5, true",
        "203.0.113.128/25, 203.0.113.127, false",
        "203.0.113.128/25, 203.0.113.128, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::1, 2001:db8::1%eth0, true",
        "2001:db8::1, 2001:db8::2, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/64, 2001:db8:0:0:ffff::, true",
        "2001:db8::/64, 2001:db8:0:1::, false",
        "2001:db8::/65, 2001:db8::7fff:0:0:0, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "fe80::/10, fe80::1%2, true",
        "1::/0, 2001:db8::1, true",
        "::/0, 203.0.113.7, true"
    })
    void aNetworkContainsItsAddresses(String network, String address, boolean contained) {
        assertThat(new TrustedCallers(List.of(network)).contain(SourceAddress.of(address)))
                .isEqualTo(contained);
    }

    @Test
    void aWrongListIsNamedWhenTheSettingsAreRead() {
        var settings =
                new MapConfigurationPropertySource(Map.of("showgate.traffic.trusted-callers", "10.0.0.0/8,gateway"));

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> new Binder(settings).bindOrCreate("showgate.traffic", SourceProperties.class))
                .havingRootCause()
                .withMessageContaining("'gateway', which is neither an address nor a network");
    }

    @Test
    void byDefaultTheOwnNetworksAreTrustedAndAnEmptyListTrustsNoOne() {
        var byDefault = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("showgate.traffic", SourceProperties.class);
        var empty = new Binder(new MapConfigurationPropertySource(Map.of("showgate.traffic.trusted-callers", "")))
                .bindOrCreate("showgate.traffic", SourceProperties.class);

        var trusted = new TrustedCallers(byDefault.trustedCallers());
        assertThat(Stream.of("127.0.0.1", "::1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "fd00::1", "fe80::1%eth0"))
                .allSatisfy(address ->
                        assertThat(trusted.contain(SourceAddress.of(address))).isTrue());
        assertThat(Stream.of("203.0.113.7", "172.32.0.1", "2001:db8::1", "unknown"))
                .allSatisfy(address ->
                        assertThat(trusted.contain(SourceAddress.of(address))).isFalse());
        assertThat(empty.trustedCallers()).isEmpty();
    }

    @Test
    void anyOfTheListCounts() {
        var trusted = new TrustedCallers(List.of("10.0.0.5", "fc00::/7"));

        assertThat(trusted.contain(SourceAddress.of("10.0.0.5"))).isTrue();
        assertThat(trusted.contain(SourceAddress.of("fd00::1"))).isTrue();
        assertThat(trusted.contain(SourceAddress.of("203.0.113.7"))).isFalse();
    }

    @Test
    void aCallerWithoutAnAddressIsNeverTrusted() {
        assertThat(new TrustedCallers(List.of("0.0.0.0/0")).contain(SourceAddress.UNKNOWN))
                .isFalse();
        assertThat(new TrustedCallers(List.of()).contain(SourceAddress.of("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "10.0.0.0/33",
                "fc00::/129",
                "10.0.0.0/4294967295",
                "10.0.0.0/4294967264",
                "fc00::/4294967168",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "",
                "/8",
                "10.0.0.0/8/8"
            })
    void anythingElseIsRefusedAtTheStart(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedCallers(List.of(text)))
                .withMessageContaining("showgate.traffic.trusted-callers has '" + text + "'");
    }
}
