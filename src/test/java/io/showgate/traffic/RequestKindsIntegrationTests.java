package io.showgate.traffic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.IntegrationTest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The kind of every route of the running application. A new route must be listed here. */
@IntegrationTest
class RequestKindsIntegrationTests {

    private static final Map<String, RequestKind> EXPECTED = Map.ofEntries(
            entry("/api/v1/user/{userId}/queue/token/issue", RequestKind.JOIN),
            entry("/api/v1/user/queue/token/query", RequestKind.POLL),
            entry("/api/v1/user/queue/token", RequestKind.POLL),
            entry("/api/v1/queue/gate", RequestKind.GATED),
            entry("/api/v1/queue/gate/**", RequestKind.GATED),
            entry("/api/v1/gate/{queue}", RequestKind.GATED),
            entry("/api/v1/gate/{queue}/**", RequestKind.GATED),
            entry("/api/v1/concert/{concertId}/date", RequestKind.GATED),
            entry("/api/v1/concerts/query", RequestKind.CATALOGUE),
            entry("/api/v1/coupons", RequestKind.CATALOGUE),
            entry("/api/v1/coupons/{couponId}", RequestKind.CATALOGUE),
            entry("/api/v1/coupons/{couponId}/claims", RequestKind.CLAIM),
            entry("/api/v1/coupons/claims/{receipt}", RequestKind.RECEIPT),
            entry("/api/v1/admin/concerts", RequestKind.OPERATOR),
            entry("/api/v1/admin/concerts/{concertId}", RequestKind.OPERATOR),
            entry("/api/v1/admin/queues", RequestKind.OPERATOR),
            entry("/api/v1/admin/queues/{queue}", RequestKind.OPERATOR),
            entry("/api/v1/admin/queues/{queue}/active/{userId}", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}/end", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}/reconciliation", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}/set-aside", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}/set-aside/{entryId}", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}/set-aside/{entryId}/retry", RequestKind.OPERATOR),
            entry("/api/v1/admin/coupons/{couponId}/claims/{userId}", RequestKind.OPERATOR),
            entry("/error", RequestKind.CATALOGUE));

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    RouteTable table;

    @Test
    void everyMappedRouteIsOfItsKind() {
        var kinds = new TreeMap<String, RequestKind>();
        for (var mapping : requestMappingHandlerMapping.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                kinds.put(
                        pattern,
                        table.find(pattern.replaceAll("\\{[^}]*}", "37")).kind());
            }
        }

        assertThat(kinds).containsExactlyInAnyOrderEntriesOf(EXPECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/user/queue/token/issue, POLL",
        "/api/v1/user//queue/token/issue, POLL",
        "/api/v1/coupons/claims/v1/claims, RECEIPT",
        "/api/v1/concert/451/seats, GATED",
        "/api/v1/queue/gate/concert/451/seats, GATED",
        "/api/v1/gate/main/concert/451/seats, GATED",
        "/api/v1/admin/nothing, OPERATOR",
        "/docs/problems.md, CATALOGUE",
        "/api/v1/user, CATALOGUE",
        "/nothing, CATALOGUE",
        "/, CATALOGUE"
    })
    void anAddressWithoutARouteIsOfTheKindOfItsFolder(String path, RequestKind kind) {
        assertThat(table.find(path).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "keyword=kites, SEARCH",
        "page=1&%6beyword=kites, SEARCH",
        "keyword=, CATALOGUE",
        "page=1&size=10, CATALOGUE"
    })
    void aKeywordMakesTheListASearch(String query, RequestKind kind) {
        assertThat(table.find("/api/v1/concerts/query").kindWith(query)).isEqualTo(kind);
    }

    @Test
    void theUserOfAJoinStandsInItsPath() {
        var path = "/api/v1/user/a.b@c/queue/token/issue";

        assertThat(table.find(path).variable(path)).isEqualTo("a.b@c");
    }
}
