package io.showgate.catalogue;

import static io.showgate.catalogue.CatalogueClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.IntegrationTest;
import io.showgate.support.LoudLogs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Invalid parameters of the catalogue's routes are answered 400, and leave no line in the log at WARN or above. */
@IntegrationTest
class InvalidCatalogueParametersIntegrationTests {

    private CatalogueClient client;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        client = new CatalogueClient(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/concerts/query?page=0",
                "/api/v1/concerts/query?page=-1",
                "/api/v1/concerts/query?page=2147483648",
                "/api/v1/concerts/query?page=abc",
                "/api/v1/concerts/query?page=",
                "/api/v1/concerts/query?size=0",
                "/api/v1/concerts/query?size=101",
                "/api/v1/concerts/query?keyword=%00",
                "/api/v1/concerts/query?keyword=a%0D%0AX-Injected:1",
                "/api/v1/concerts/query?keyword=%F0%9F%92%9C",
                "/api/v1/concerts/query?keyword=%25",
                "/api/v1/concert/abc/date",
                "/api/v1/concert/-1/date",
                "/api/v1/concert/0/date",
                "/api/v1/concert/9223372036854775808/date",
                "/api/v1/concert/%F0%9F%92%9C/date",
                "/api/v1/concert/1%0D%0A/date"
            })
    void invalidParametersAreRefusedQuietly(String path) {
        assertRefusedQuietly(path);
    }

    @Test
    void aKeywordOfTenThousandCharactersIsRefusedQuietly() {
        assertRefusedQuietly("/api/v1/concerts/query?keyword=" + "a".repeat(7_000));
        assertRefusedQuietly("/api/v1/concerts/query?keyword=" + "a".repeat(10_000));
    }

    private void assertRefusedQuietly(String path) {
        try (var logs = new LoudLogs()) {
            var response = client.get(path);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(json(response).get("status").asInt()).isEqualTo(400);
            assertThat(logs.lines()).isEmpty();
        }
    }
}
