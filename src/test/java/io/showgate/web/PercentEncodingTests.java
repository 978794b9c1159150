package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.UserIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets stand for themselves or are encoded, and all of them are UTF-8. */
class PercentEncodingTests {

    static List<String> ids() {
        return UserIds.all();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void readsWhatAClientEncodes(String id) {
        assertThat(PercentEncoding.decode(UserIds.encoded(id))).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void readsOctetsThatAreNotEncoded(String id) {
        var octets = new String(id.replace("%", "%25").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(PercentEncoding.decode(octets)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"%61%6c,al", "a+b,a+b", "%2B,+", "%2f%2F,//", "%c3%a9,\u00e9", "%C3\u00a9,\u00e9"})
    void readsOtherSpellings(String octets, String text) {
        assertThat(PercentEncoding.decode(octets)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "%4",
                "%zz",
                "%4z",
                "%z4",
                "%-1",
                "%+1",
                "% 1",
                "%\uff11\uff11",
                "%ff",
                "%c3",
                "%c3a",
                "%c0%af",
                "%e0%80%af",
                "%ed%a0%80",
                "%ed%a0%bd%ed%b8%80",
                "%f4%90%80%80",
                "\u00e9",
                "\u0100",
                "\ud83d\ude00"
            })
    void refusesMalformedText(String octets) {
        assertThat(PercentEncoding.decode(octets)).isNull();
    }
}
