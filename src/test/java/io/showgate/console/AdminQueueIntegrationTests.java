package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The operator's routes for queues. */
@IntegrationTest
class AdminQueueIntegrationTests {

    private static final String QUEUES = "/api/v1/admin/queues";
    private static final String MAIN = QUEUES + "/main";

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private Api api;

    @BeforeEach
    void pause() {
        api = new Api(port);
        change("{\"paused\": true}");
    }

    @AfterEach
    void resume() {
        change("{\"paused\": false, \"maxActive\": 3000}");
    }

    private void change(String settings) {
        assertThat(api.operator("PATCH", MAIN, settings).statusCode()).isEqualTo(200);
    }

    private long figure(String name) {
        return Api.number(api.operator("GET", MAIN, ""), "$." + name);
    }

    @Test
    void everyQueueIsListed() {
        List<String> names = JsonPath.read(api.operator("GET", QUEUES, "").body(), "$.queues[*].queue");

        assertThat(names).containsExactly("main", "presale");
    }

    @Test
    void aQueueShowsItsFigures() {
        var figures = Api.members(api.operator("GET", MAIN, ""), "$");

        assertThat(figures)
                .containsKeys(
                        "queue",
                        "settings",
                        "admission",
                        "waiting",
                        "active",
                        "rateNow",
                        "joined",
                        "admitted",
                        "skipped",
                        "expired",
                        "left",
                        "oldestWaiting",
                        "estimatedEnd");
        assertThat(Api.members(api.operator("GET", MAIN, ""), "$.settings"))
                .containsKeys(
                        "paused",
                        "draining",
                        "rateFloor",
                        "rateCeiling",
                        "ratePinned",
                        "interval",
                        "maxActive",
                        "session",
                        "sessionMax",
                        "absenceGrace");
    }

    @Test
    void joiningAndLeavingMoveTheFigures() {
        long joined = figure("joined");
        var token = api.tokenOf(user);
        await().atMost(Duration.ofSeconds(5)).until(() -> figure("joined") == joined + 1);
        long left = figure("left");

        api.leave(token);

        await().atMost(Duration.ofSeconds(5)).until(() -> figure("left") == left + 1);
    }

    /** Users of other tests are in front, so the admission may take a while. */
    @Test
    void aPausedQueueAdmitsNoOneUntilItIsResumed() {
        var token = api.tokenOf(user);
        long admitted = figure("admitted");
        await().during(Duration.ofMillis(800)).until(() -> figure("admitted") == admitted);

        change("{\"paused\": false}");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Api.text(api.poll(token), "$.status").equals("ACTIVE"));
    }

    @Test
    void aPatchAnswersWithTheSettingsInForce() {
        var answer = api.operator("PATCH", MAIN, "{\"session\": \"PT5M\", \"rateFloor\": 60}");

        assertThat(Api.text(answer, "$.settings.session")).isEqualTo("PT5M");
        assertThat(Api.number(answer, "$.settings.rateFloor")).isEqualTo(60);
        assertThat(Api.number(answer, "$.settings.rateCeiling")).isEqualTo(100);
        change("{\"session\": \"PT10M\", \"rateFloor\": 50}");
    }

    @Test
    void anOperatorFixesTheRateAndReleasesIt() {
        assertThat(Api.number(api.operator("PATCH", MAIN, "{\"ratePinned\": 80}"), "$.settings.ratePinned"))
                .isEqualTo(80);
        assertThat(Api.number(api.operator("PATCH", MAIN, "{\"ratePinned\": 0}"), "$.settings.ratePinned"))
                .isZero();
    }

    @Test
    void aSettingOutOfBoundsChangesNothing() {
        var answer = api.operator("PATCH", MAIN, "{\"rateFloor\": 500, \"session\": \"PT5M\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Api.problem(answer)).isEqualTo("invalid-parameter");
        assertThat(Api.text(api.operator("GET", MAIN, ""), "$.settings.session"))
                .isEqualTo("PT10M");
    }

    @Test
    void aBypassAdmitsOneUserBeforeAllOthers() {
        api.tokenOf(user + "-first");
        var token = api.tokenOf(user);

        var answer = api.operator("PUT", MAIN + "/active/" + user, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Api.text(answer, "$.waitingToken")).isEqualTo(token);
        assertThat(api.get("/api/v1/queue/gate", "waitingToken", token).statusCode())
                .isEqualTo(204);
        assertThat(Api.text(api.join(user + "-first"), "$.status")).isEqualTo("WAITING");
    }

    @Test
    void aBypassDoesNotExceedTheLimitOnActiveUsers() {
        change("{\"maxActive\": 0}");

        var answer = api.operator("PUT", MAIN + "/active/" + user, "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Api.problem(answer)).isEqualTo("queue-full");
    }

    @Test
    void unknownQueuesAreNotFound() {
        assertThat(api.operator("GET", QUEUES + "/nowhere", "").statusCode()).isEqualTo(404);
        assertThat(api.operator("PATCH", QUEUES + "/nowhere", "{}").statusCode())
                .isEqualTo(404);
        assertThat(api.operator("PUT", QUEUES + "/nowhere/active/x", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutTheOperatorsSignInEveryRouteIsRefused() {
        assertThat(api.get(QUEUES).statusCode()).isEqualTo(401);
        assertThat(api.get(QUEUES).headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Basic");
        assertThat(api.get(QUEUES, "Authorization", "Basic b3BlcmF0b3I6d3Jvbmc=")
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.send("PATCH", MAIN, "{\"paused\":true}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/admin/queues/",
                "/api/v1/%61dmin/queues",
                "/api/v1/admin;x=y/queues",
                "/api/v1//admin/queues",
                "/api/v1/./admin/queues",
                "/api/v1/x/../admin/queues",
                "/api/v1/ADMIN/queues",
                "/api/v1/admin/queues;x",
                "/api;/v1/admin/queues/main"
            })
    void noSpellingOfThePathBypassesTheSignIn(String path) {
        assertThat(api.get(path).statusCode()).isBetween(400, 404);
    }
}
