package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A crash loses no place: one of two real instances is killed while people wait. */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
class InstanceKilledIntegrationTests {

    private static final String QUEUE = "/api/v1/admin/queues/killed";
    private static final int PEOPLE = 300;

    @Test
    void theOtherInstanceGoesOnServingAndNoOneLosesTheirPlace() {
        var queue = Map.of("SHOWGATE_QUEUE_NAMED_KILLED_PAUSED", "true", "SHOWGATE_QUEUE_NAMED_MAIN_PAUSED", "false");
        var both = ShowgateProcess.startBoth(() -> ShowgateProcess.start(queue), () -> ShowgateProcess.start(queue));
        try (var killed = both.getFirst();
                var survivor = both.getLast()) {
            var a = new Api(killed.port());
            var b = new Api(survivor.port());
            var tokens = joinAlternately(a, b);
            var positions = positions(b, tokens);

            killed.kill();

            assertThat(positions(b, tokens)).isEqualTo(positions);
            tokens.forEach((user, token) -> assertThat(join(b, user)).isEqualTo(token));
            b.operator("PATCH", QUEUE, "{\"paused\": false, \"rateCeiling\": 100000, \"rateFloor\": 100000}");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(tokens.values())
                            .allMatch(
                                    token -> Api.text(b.poll(token), "$.status").equals("ACTIVE")));
            assertThat(Api.number(b.operator("GET", QUEUE, ""), "$.joined")).isEqualTo(PEOPLE);
        }
    }

    private static Map<String, String> joinAlternately(Api a, Api b) {
        var tokens = new LinkedHashMap<String, String>();
        for (int i = 0; i < PEOPLE; i++) {
            tokens.put("person-" + i, join(i % 2 == 0 ? a : b, "person-" + i));
        }
        return tokens;
    }

    private static String join(Api api, String user) {
        return Api.text(
                api.send("POST", "/api/v1/user/" + user + "/queue/token/issue?queue=killed", ""), "$.waitingToken");
    }

    private static Map<String, Integer> positions(Api api, Map<String, String> tokens) {
        var positions = new LinkedHashMap<String, Integer>();
        tokens.forEach((user, token) -> positions.put(user, Api.number(api.poll(token), "$.position")));
        return positions;
    }
}
