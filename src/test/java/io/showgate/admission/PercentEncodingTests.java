package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User ids and addresses as values of headers. */
class PercentEncodingTests {

    @Test
    void anUsualIdStaysAsItIs() {
        var id = "Kim_1.2-3@shop.example";

        assertThat(PercentEncoding.ofText(id)).isSameAs(id);
    }

    @ParameterizedTest
    @CsvSource({
        "auth0|507f, auth0%7C507f",
        "kim+tickets@gmail.com, kim%2Btickets@gmail.com",
        "us-east-1:7f3c, us-east-1%3A7f3c",
        "김철수, %EA%B9%80%EC%B2%A0%EC%88%98",
        "100%, 100%25",
        "a b, a%20b"
    })
    void anyOtherIdCanBeDecoded(String id, String encoded) {
        assertThat(PercentEncoding.ofText(id)).isEqualTo(encoded);
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(id);
    }

    @Test
    void aTargetKeepsItsBytes() {
        assertThat(PercentEncoding.ofTarget("/a?b=c&d=%20+e")).isEqualTo("%2Fa%3Fb%3Dc%26d%3D%2520%2Be");
        assertThat(PercentEncoding.ofTarget("/\u00ea\u00b9\u0080")).isEqualTo("%2F%EA%B9%80");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "evil",
                "//evil",
                "///evil",
                "/\\evil",
                "\\\\evil",
                "https://evil",
                "/\t/evil",
                "/\r\nA: b",
                "/a b"
            })
    void aTargetThatCouldLeadToAnotherSiteIsDropped(String target) {
        assertThat(PercentEncoding.ofTarget(target)).isNull();
    }

    @Test
    void aTargetThatIsTooLongIsDropped() {
        assertThat(PercentEncoding.ofTarget('/' + "a".repeat(2_045))).hasSize(2_048);
        assertThat(PercentEncoding.ofTarget('/' + "a".repeat(2_046))).isNull();
        assertThat(PercentEncoding.ofTarget("/s?" + "a=1&".repeat(500))).isNull();
    }
}
