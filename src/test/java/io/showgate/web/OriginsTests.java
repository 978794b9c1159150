package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The origin of a request as its headers tell it, behind proxies and with trusted origins. */
class OriginsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Origins origins =
            new Origins(new OriginProperties(List.of("https://backoffice.example", "http://[::1]:9000")), meters);

    private static MockHttpServletRequest post(String host, int port) {
        var request = new MockHttpServletRequest("POST", "/api/v1/admin/coupons/1/end");
        request.setServerName(host);
        request.setServerPort(port);
        return request;
    }

    private boolean isForeign(MockHttpServletRequest request, String origin) {
        request.addHeader("Origin", origin);
        return origins.isForeignChange(request);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, 80, https://shop.example",
        "shop.example, 80, http://shop.example",
        "shop.example, 443, https://shop.example",
        "shop.example, 80, https://shop.example:443",
        "Shop.Example, 80, https://shop.example",
        "shop.example, 8081, http://shop.example:8081",
        "[::1], 8081, http://[::1]:8081"
    })
    void theOwnHostIsNoForeignOrigin(String host, int port, String origin) {
        assertThat(isForeign(post(host, port), origin)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, 80, https://shop.example:8443",
        "shop.example, 8081, http://shop.example",
        "shop.example, 80, https://shop.example.evil.example",
        "shop.example, 80, https://evilshop.example",
        "shop.example, 80, https://shop.example@evil.example",
        "shop.example, 80, shop.example",
        "shop.example, 80, null",
        "shop.example, 80, https://",
        "shop.example, 80, https://backoffice.example:8443",
        "shop.example, 80, https://backoffice.example.evil.example"
    })
    void anotherHostOrPortIsForeign(String host, int port, String origin) {
        assertThat(isForeign(post(host, port), origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://backoffice.example", "http://[::1]:9000"})
    void aTrustedOriginIsNotForeign(String origin) {
        var request = post("shop.example", 80);
        request.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(isForeign(request, origin)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"POST,true", "PUT,true", "PATCH,true", "DELETE,true", "get,true", "BREW,true"})
    @CsvSource({"GET,false", "HEAD,false", "OPTIONS,false"})
    void everyMethodThatMayChangeStateIsChecked(String method, boolean foreign) {
        var request = post("shop.example", 80);
        request.setMethod(method);

        assertThat(isForeign(request, "https://evil.example")).isEqualTo(foreign);
    }

    @Test
    void emptyHeadersSayNothing() {
        var request = post("shop.example", 80);
        request.addHeader("Sec-Fetch-Site", "");

        assertThat(isForeign(request, "")).isFalse();
    }

    @Test
    void eachRefusalIsCounted() {
        assertThat(origins.refuse().type()).isEqualTo(Origins.CROSS_ORIGIN);

        assertThat(meters.get("requests.cross.origin").counter().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "null", "shop.example", "https://shop.example/", "https://Shop.example", "https://a b"})
    void aTrustedOriginMustBeAnOrigin(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginProperties(List.of(text)))
                .withMessageContaining("showgate.web.trusted-origins");
    }
}
