package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.admission.AdmissionProperties.Control;
import io.showgate.admission.AdmissionProperties.GatedRoute;
import io.showgate.admission.AdmissionProperties.WhenRedisIsAway;
import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gate registers its routes as gated, so that the request limits know them. */
class GateRoutesTests {

    private static List<String> gated(GatedRoute... gates) {
        var properties = new AdmissionProperties(
                List.of(gates), WhenRedisIsAway.KNOWN, new Control(0.8, Duration.ofMillis(500), 0.75, 0.05));
        var routes = new GateRoutes(properties).routes();
        assertThat(routes).extracting(Route::kind).containsOnly(RequestKind.GATED);
        return routes.stream().map(Route::pattern).toList();
    }

    @Test
    void byDefaultTheGateAndTheDatesOfAConcertAreGated() {
        assertThat(gated())
                .containsExactly(
                        "/api/v1/queue/gate", "/api/v1/queue/gate/**", "/api/v1/gate/**", "/api/v1/concert/*/date");
    }

    @Test
    void everyConfiguredRouteIsGatedAsSpringMvcUnderstandsIt() {
        assertThat(gated(new GatedRoute("/shop/{id}/seats", "main"), new GatedRoute("/vip/**", "presale")))
                .contains("/shop/{id}/seats", "/vip/**", "/vip");
    }
}
