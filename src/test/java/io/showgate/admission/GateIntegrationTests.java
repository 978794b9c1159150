package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The gate in front of the dates of a concert, and the gate that a reverse proxy asks. Both give the same answers. */
@IntegrationTest
class GateIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";

    /** An unknown concert: a request that passes the gate gets 404, and a refused request does not. */
    private static final String DATES = "/api/v1/concert/999999999/date";

    private static final String FORWARD_AUTH = "/api/v1/queue/gate";

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private Api api;

    @BeforeEach
    void pause() {
        api = new Api(port);
        api.operator("PATCH", MAIN, "{\"paused\": true}");
    }

    @AfterEach
    void resume() {
        api.operator("PATCH", MAIN, "{\"paused\": false}");
    }

    private HttpResponse<String> at(String gate, String token) {
        return api.get(gate, "waitingToken", token);
    }

    private String admitted() {
        return Api.text(api.operator("PUT", MAIN + "/active/" + user, ""), "$.waitingToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void anActiveUserPasses(String gate) {
        assertThat(at(gate, admitted()).statusCode()).isEqualTo(gate.equals(DATES) ? 404 : 204);
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void aWaitingUserReadsThePlaceAndWhenToComeBack(String gate) {
        var answer = at(gate, api.tokenOf(user));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Api.problem(answer)).isEqualTo("not-admitted");
        assertThat(Api.number(answer, "$.position")).isPositive();
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::parseInt))
                .get()
                .satisfies(seconds -> assertThat(seconds).isBetween(1, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void aRequestWithoutATokenOfThisQueueIsRefused(String gate) {
        var presale = api.send("POST", "/api/v1/user/" + user + "/queue/token/issue?queue=presale", "");

        assertThat(api.get(gate).statusCode()).isEqualTo(401);
        assertThat(Api.problem(api.get(gate))).isEqualTo("token-missing");
        assertThat(Api.problem(at(gate, "junk"))).isEqualTo("token-invalid");
        assertThat(Api.problem(at(gate, Api.text(presale, "$.waitingToken")))).isEqualTo("token-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void aUserWhoLeftDoesNotPass(String gate) {
        var token = admitted();
        api.leave(token);

        var answer = at(gate, token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Api.problem(answer)).isEqualTo("token-ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {DATES, FORWARD_AUTH})
    void aBrowserSendsTheTokenAsACookie(String gate) {
        var token = admitted();

        var answer = api.get(gate, "Cookie", "a=b; waitingToken=" + token);

        assertThat(answer.statusCode()).isEqualTo(gate.equals(DATES) ? 404 : 204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/concert/451/date/",
                "/api/v1/concert/451/%64ate",
                "/api/v1/concert/451;x=y/date",
                "/api/v1/concert/451/date;x",
                "/api/v1//concert/451/date",
                "/api/v1/./concert/451/date",
                "/api/v1/concert/x/../451/date"
            })
    void noSpellingOfThePathBypassesTheGate(String path) {
        assertThat(api.get(path).statusCode()).isBetween(400, 404);
    }
}
