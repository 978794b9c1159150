package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Join, poll, be admitted and leave, over HTTP. */
@IntegrationTest
class QueueIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";

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
        change("{\"paused\": false, \"draining\": false}");
    }

    private void change(String settings) {
        assertThat(api.operator("PATCH", MAIN, settings).statusCode()).isEqualTo(200);
    }

    /** Waits for the admission of a person. People from other tests may stand before them. */
    private void awaitAdmission(String token) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(Api.text(api.poll(token), "$.status")).isEqualTo("ACTIVE"));
    }

    @Test
    void joiningAnswersWithThePlace() {
        var answer = api.join(user);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        var place = Api.members(answer, "$");
        assertThat(place)
                .containsOnlyKeys(
                        "waitingToken",
                        "status",
                        "position",
                        "num",
                        "ahead",
                        "estimatedWait",
                        "admission",
                        "pollAfterMillis",
                        "expiresAt",
                        "staleSince")
                .containsEntry("status", "WAITING")
                .containsEntry("num", place.get("position"));
        assertThat(Api.number(answer, "$.ahead")).isEqualTo(Api.number(answer, "$.position") - 1);
        assertThat(Instant.parse(Api.text(answer, "$.expiresAt"))).isAfter(Instant.now());
    }

    @Test
    void anotherTabOrPhoneOfTheSameUserHasTheSamePlace() {
        var first = api.join(user);
        api.join(user + "-behind");

        var second = api.join(user);

        assertThat(Api.text(second, "$.waitingToken")).isEqualTo(Api.text(first, "$.waitingToken"));
        assertThat(Api.number(second, "$.position")).isLessThanOrEqualTo(Api.number(first, "$.position"));
    }

    @Test
    void aWaitingUserIsAdmittedAndThePositionBecomesZero() {
        var token = api.tokenOf(user);
        change("{\"paused\": false}");

        awaitAdmission(token);

        var place = api.poll(token);
        assertThat(Api.number(place, "$.num")).isZero();
        assertThat(Api.text(place, "$.waitingToken")).isEqualTo(token);
        assertThat(Api.text(api.join(user), "$.waitingToken")).isEqualTo(token);
    }

    @Test
    void withoutAdmissionsNoWaitIsEstimated() {
        assertThat(Api.members(api.join(user), "$.estimatedWait")).isNull();
    }

    @Test
    void theEstimatedWaitIsARange() {
        change("{\"paused\": false, \"maxActive\": 0}");
        try {
            var place = api.join(user);

            var p50 = Duration.parse(Api.text(place, "$.estimatedWait.p50"));
            assertThat(Duration.parse(Api.text(place, "$.estimatedWait.p90"))).isGreaterThanOrEqualTo(p50);
        } finally {
            change("{\"maxActive\": 3000}");
        }
    }

    @Test
    void leavingEndsTheTokenAndCanBeRepeated() {
        var token = api.tokenOf(user);

        assertThat(api.leave(token).statusCode()).isEqualTo(204);
        assertThat(api.leave(token).statusCode()).isEqualTo(204);
        var gone = api.poll(token);
        assertThat(gone.statusCode()).isEqualTo(401);
        assertThat(Api.problem(gone)).isEqualTo("token-ended");
    }

    @Test
    void leavingAndJoiningAgainStartsAtTheEnd() {
        var first = api.tokenOf(user);
        api.leave(first);

        assertThat(api.tokenOf(user)).isNotEqualTo(first);
    }

    @Test
    void eachQueueHasItsOwnPlacesAndSettings() {
        var presale = api.send("POST", "/api/v1/user/" + user + "/queue/token/issue?queue=presale", "");
        String token = Api.text(presale, "$.waitingToken");

        awaitAdmission(token);

        assertThat(Api.text(api.join(user), "$.status")).isEqualTo("WAITING");
        assertThat(Api.number(api.operator("GET", "/api/v1/admin/queues/presale", ""), "$.settings.rateCeiling"))
                .isEqualTo(80);
    }

    @Test
    void anUnknownQueueIsNotFound() {
        var answer = api.send("POST", "/api/v1/user/" + user + "/queue/token/issue?queue=nowhere", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Api.problem(answer)).isEqualTo("unknown-queue");
    }

    @Test
    void aDrainingQueueTakesNoNewPeople() {
        var before = api.tokenOf(user);
        change("{\"draining\": true}");

        var refused = api.join(user + "-late");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Api.problem(refused)).isEqualTo("queue-draining");
        assertThat(api.tokenOf(user)).isEqualTo(before);
    }
}
