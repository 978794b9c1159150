package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One address is one source, no matter how a proxy or a connection spells it. */
class SourceAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7:51234",
                "::ffff:203.0.113.7",
                "0:0:0:0:0:ffff:cb00:7107",
                "[::ffff:203.0.113.7]",
                "[::ffff:203.0.113.7]:443"
            })
    void anIpv4AddressHasManySpellings(String spelling) {
        assertThat(SourceAddress.of(spelling)).isEqualTo(SourceAddress.of("203.0.113.7"));
        assertThat(SourceAddress.of(spelling).isIpv4()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8:0:0:0:0:0:1",
                "2001:DB8::1",
                "2001:0db8:0000::0001",
                "2001:db8::1%eth0",
                "2001:db8::1%2",
                "[2001:db8::1]",
                "[2001:db8::1]:443"
            })
    void anIpv6AddressHasManySpellings(String spelling) {
        assertThat(SourceAddress.of(spelling)).isEqualTo(SourceAddress.of("2001:db8::1"));
        assertThat(SourceAddress.of(spelling).isIpv4()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "0.0.0.0, 255.255.255.255, false",
        "2001:db8:1:2::3, 2001:db8:1:2:ffff::, true",
        "2001:db8:1:2::3, 2001:db8:1:3::3, false",
        "fe80::1%eth0, fe80::2%eth1, true",
        "::1, ::2, true"
    })
    void anIpv6AddressStandsForItsNetwork(String one, String other, boolean same) {
        assertThat(SourceAddress.of(one).host() == SourceAddress.of(other).host())
                .isEqualTo(same);
    }

    @Test
    void anIpv6NetworkOf48BitsHasManyNetworksOf64Bits() {
        assertThat(SourceAddress.of("2001:db8:1:2::3").network())
                .isEqualTo(SourceAddress.of("2001:db8:1:ffff::").network())
                .isNotEqualTo(SourceAddress.of("2001:db8:2:2::3").network());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "_hidden",
                "example.com",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.07",
                "203.0.113.7.1",
                "203..113.7",
                "203.0.113.7 ",
                "203.0.113.-7",
                "2001:db8::1::2",
                "2001:db8",
                "[2001:db8::1",
                "[example.com]",
                "%eth0",
                ":",
                "::",
                "99999999999999999999.1.1.1"
            })
    void everythingElseIsOneSource(String text) {
        assertThat(SourceAddress.of(text)).isEqualTo(SourceAddress.UNKNOWN);
    }
}
