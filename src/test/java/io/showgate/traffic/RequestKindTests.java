package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route of the product counts against the bound that is meant for it. */
class RequestKindTests {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/user/37/queue/token/issue, JOIN",
        "/api/v1/user/queue/token/query, POLL",
        "/api/v1/user/queue/token, POLL",
        "/api/v1/queue/gate, GATED",
        "/api/v1/concert/451/date, GATED",
        "/api/v1/concerts/query, CATALOGUE",
        "/api/v1/user/queue/token/issue, POLL",
        "/api/v1/user//queue/token/issue, POLL",
        "/api/v1/coupons, CATALOGUE",
        "/api/v1/coupons/1, CATALOGUE",
        "/api/v1/coupons/1/claims, CLAIM",
        "/api/v1/coupons/claims/v1.abc.def, RECEIPT",
        "/api/v1/coupons/claims/v1/claims, RECEIPT",
        "/api/v1/admin/queues/main, OPERATOR",
        "/api/v1/admin/coupons/1/claims/37, OPERATOR",
        "/docs/problems.md, CATALOGUE",
        "/, CATALOGUE"
    })
    void aPathIsOfItsKind(String path, RequestKind kind) {
        assertThat(RequestKind.of(path)).isEqualTo(kind);
    }

    @Test
    void theUserWhoJoinsStandsInThePath() {
        assertThat(RequestKind.joining("/api/v1/user/37/queue/token/issue")).isEqualTo("37");
    }
}
