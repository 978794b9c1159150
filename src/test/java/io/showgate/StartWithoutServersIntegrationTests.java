package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.SideBySide;
import io.showgate.support.TestServers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An instance that starts while Redis or the database is away. It is alive but not ready, logs the reason, and becomes
 * ready by itself.
 */
@Tag(TestServers.ONCE)
@SideBySide
class StartWithoutServersIntegrationTests {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final OwnRedis redis = OwnRedis.start(RedisPersistence.WRITTEN);
    private final OwnDatabase database = OwnDatabase.start();

    @AfterEach
    void stop() {
        redis.close();
        database.close();
    }

    /** The status of a probe; 0 while there is no answer. */
    private static int probe(ShowgateProcess instance, String probe) {
        try {
            return new Api(instance.managementPort())
                    .get("/actuator/health/" + probe)
                    .statusCode();
        } catch (UncheckedIOException noAnswer) {
            return 0;
        }
    }

    @Test
    void itWaitsForBothAndGoesOnByItself() {
        redis.kill();
        database.kill();
        try (var instance = ShowgateProcess.begin(redis.environment(), database.environment())) {
            await().atMost(LONGEST_START).until(() -> probe(instance, "liveness") == 200);
            assertThat(probe(instance, "readiness")).isEqualTo(503);
            assertThat(instance.output()).containsOnlyOnce("The database does not answer");

            database.restart();
            await().atMost(LONGEST_START).until(() -> instance.output().contains("Queue main cannot tick"));
            assertThat(instance.output()).containsOnlyOnce("The database answers");
            await().atMost(LONGEST_START).until(() -> probe(instance, "liveness") == 200);
            assertThat(probe(instance, "readiness")).isEqualTo(503);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    new Api(instance.port()).join("early").statusCode())
                            .isEqualTo(503));

            redis.restart();
            await().atMost(SOON).until(() -> probe(instance, "readiness") == 200);
            assertThat(new Api(instance.port()).join("person").statusCode()).isEqualTo(200);
            assertThat(instance.output()).containsOnlyOnce("Queue main cannot tick");
        }
    }

    @Test
    void itEndsOnSigtermWhileItWaits() {
        database.kill();
        try (var instance = ShowgateProcess.begin(redis.environment(), database.environment())) {
            await().atMost(LONGEST_START).until(() -> probe(instance, "liveness") == 200);

            instance.terminate();

            await().atMost(SOON).until(() -> probe(instance, "liveness") == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"SPRING_DATASOURCE_PASSWORD, not-the-password, Access denied", "SPRING_DATASOURCE_URL, unknown, unknown"
    })
    void aDatabaseThatRefusesUsEndsTheStartAtOnceWithAReason(String setting, String value, String reason) {
        var wrong = new HashMap<>(database.environment());
        wrong.computeIfPresent(
                setting,
                (_, right) -> right.startsWith("jdbc:") ? right.replaceFirst("/\\w+(?=\\?|$)", '/' + value) : value);
        try (var instance = ShowgateProcess.begin(redis.environment(), wrong)) {
            await().atMost(LONGEST_START).until(() -> !instance.isAlive());

            assertThat(instance.output())
                    .contains("APPLICATION FAILED TO START", "The database refuses this instance: ", reason)
                    .contains("Check the environment variables SPRING_DATASOURCE_URL")
                    .doesNotContain("The database does not answer", wrong.get("SPRING_DATASOURCE_PASSWORD"));
        }
    }
}
