package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that is written by hand equals the JSON of a library. */
class PlaceWriterTests {

    private static final Instant LATER = Instant.parse("2026-11-21T20:00:00.500Z");

    private final JsonMapper json = new JsonMapper();

    @Test
    void aWaitingUser() {
        var estimate = new WaitEstimate(Duration.ofSeconds(100), Duration.ofSeconds(130));

        var written = PlaceWriter.json(
                new QueueAnswer.Waiting("v1.a.b", 12, estimate, Admission.OPEN, Duration.ofSeconds(8), LATER, null));

        assertThat(json.readTree(written)).isEqualTo(json.readTree("""
                {"waitingToken": "v1.a.b", "status": "WAITING", "position": 12, "num": 12, "ahead": 11,
                 "estimatedWait": {"p50": "PT1M40S", "p90": "PT2M10S"}, "admission": "OPEN", "pollAfterMillis": 8000,
                 "expiresAt": "2026-11-21T20:00:00.500Z", "staleSince": null}"""));
    }

    @Test
    void anUnknownWait() {
        var written = PlaceWriter.json(
                new QueueAnswer.Waiting("v1.a.b", 1, null, Admission.HELD, Duration.ofSeconds(8), LATER, null));

        assertThat(json.readTree(written).get("estimatedWait").isNull()).isTrue();
        assertThat(json.readTree(written).get("admission").asString()).isEqualTo("HELD");
    }

    @Test
    void anActiveUserByAnOldSnapshot() {
        var written = PlaceWriter.json(new QueueAnswer.Active(
                "v1.a.b", "u", Admission.PAUSED, Duration.ofSeconds(30), LATER, LATER.minusSeconds(60)));

        assertThat(json.readTree(written)).isEqualTo(json.readTree("""
                {"waitingToken": "v1.a.b", "status": "ACTIVE", "position": 0, "num": 0, "ahead": 0,
                 "estimatedWait": null, "admission": "PAUSED", "pollAfterMillis": 30000,
                 "expiresAt": "2026-11-21T20:00:00.500Z", "staleSince": "2026-11-21T19:59:00.500Z"}"""));
    }
}
