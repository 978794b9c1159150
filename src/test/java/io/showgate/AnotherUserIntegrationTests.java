package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import io.showgate.support.RawHttp;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where a gateway names the user of a request, the path and the waiting token must be this user's. */
@IntegrationTest
class AnotherUserIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final String QUERY = "/api/v1/user/queue/token/query";
    private static final String TOKEN = "/api/v1/user/queue/token";
    private static final String GATE = "/api/v1/queue/gate";
    private static final String DATES = "/api/v1/concert/1/date";

    private final String alice = "alice-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private Api api;
    private String token;

    @BeforeEach
    void join() {
        api = new Api(port);
        api.operator("PATCH", MAIN, "{\"paused\": true}");
        token = Api.text(api.join(alice), "$.waitingToken");
    }

    @AfterEach
    void resume() {
        api.leave(token);
        api.operator("PATCH", MAIN, "{\"paused\": false}");
    }

    private static String issue(String user) {
        return "/api/v1/user/" + user + "/queue/token/issue";
    }

    private Answer joinNamed(String... lines) {
        return RawHttp.send(port, lines);
    }

    private Answer show(String method, String path, String user) {
        return Answer.to(port, method, path, "X-User-Id", user, "waitingToken", token);
    }

    @Test
    void noOneJoinsAsAnotherUser() {
        var answer = Answer.to(port, "POST", issue(alice), "X-User-Id", "mallory");

        answer.assertProblem(403, "another-user");
        assertThat(answer.body()).doesNotContain(token);
        Answer.to(port, "POST", issue("new-" + alice), "X-User-Id", "mallory").assertProblem(403, "another-user");
        assertThat(Api.text(api.poll(token), "$.status")).isEqualTo("WAITING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALICE", "alice ", " alice", "alic", "alice,alice", "%2561lice"})
    void onlyTheSameIdIsTheSameUser(String path) {
        Answer.to(port, "POST", issue(path.replace(" ", "%20")), "X-User-Id", "alice")
                .assertProblem(403, "another-user");
    }

    @Test
    void theSpellingOfTheSameIdDoesNotMatter() {
        var answer = Answer.to(port, "POST", issue("%61uth0%7c37%40x"), "X-User-Id", "auth0%7C37@x");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        api.leave(answer.json().path("waitingToken").asString());
    }

    @Test
    void refusesAHeaderThatNamesNoOneOrTwoOrIsMalformed() {
        var line = "POST " + issue(alice) + " HTTP/1.1";

        joinNamed(line, "Host: x", "X-User-Id:").assertProblem(401, "user-missing");
        joinNamed(line, "Host: x", "X-User-Id: " + alice, "X-User-Id: mallory").assertProblem(400, "invalid-parameter");
        joinNamed(line, "Host: x", "X-User-Id: mallory", "X-User-Id: " + alice).assertProblem(400, "invalid-parameter");
        joinNamed(line, "Host: x", "X-User-Id: %").assertProblem(400, "invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {QUERY, GATE, DATES})
    void refusesTheTokenOfAnotherUser(String path) {
        show("GET", path, "mallory").assertProblem(401, "token-invalid");
        api.operator("PUT", MAIN + "/active/" + alice, "");
        show("GET", path, "mallory").assertProblem(401, "token-invalid");
    }

    @Test
    void noOneGivesUpThePlaceOfAnotherUser() {
        show("DELETE", TOKEN, "mallory").assertProblem(401, "token-invalid");

        assertThat(Api.text(api.poll(token), "$.status")).isEqualTo("WAITING");
    }

    @Test
    void theOperatorMayActForAnyUser() {
        var bypass = Answer.to(
                port, "PUT", MAIN + "/active/" + alice, "Authorization", Api.OPERATOR, "X-User-Id", "operator-7");

        assertThat(bypass.status()).isEqualTo(200);
    }

    @Test
    void theUserWhomTheGatewayNamesIsServed() {
        assertThat(show("GET", QUERY, alice).status()).isEqualTo(200);
        api.operator("PUT", MAIN + "/active/" + alice, "");
        assertThat(show("GET", GATE, alice).status()).isEqualTo(204);
        assertThat(show("GET", DATES, alice).status()).isIn(200, 404);
        assertThat(show("DELETE", TOKEN, alice).status()).isEqualTo(204);
    }
}
