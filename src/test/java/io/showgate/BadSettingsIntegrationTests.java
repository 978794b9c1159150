package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.QueueControl;
import io.showgate.support.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Invalid settings of queues. Each request is refused and changes nothing. */
@BadInputTest
class BadSettingsIntegrationTests {

    private static final List<String> INVALID_NUMBERS = List.of(
            "NaN",
            "\"NaN\"",
            "Infinity",
            "-Infinity",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "1e400",
            "-1e400",
            "1e1000000000",
            "1.5",
            "0x10",
            "007",
            "+1",
            "\"1\"",
            "\"\"",
            "true",
            "[1]",
            "{}",
            "9".repeat(5_000));

    private static final List<String> INVALID_DURATIONS = List.of(
            "\"\"",
            "\"x\"",
            "\"10s\"",
            "\"10\"",
            "\"PT\"",
            "\"P1000Y\"",
            "\"P1M\"",
            "\"PT1.0000000001S\"",
            "\"PT99999999999999999999S\"",
            "true",
            "[]",
            "{}",
            "NaN",
            "9223372036854775808",
            "\"" + "P".repeat(5_000) + "\"");

    @LocalServerPort
    int port;

    @Autowired
    QueueControl queues;

    static List<String> invalidSettings() {
        var settings = new ArrayList<String>();
        for (var name : List.of("rateFloor", "rateCeiling", "maxActive")) {
            INVALID_NUMBERS.forEach(value -> settings.add("{\"" + name + "\":" + value + "}"));
        }
        for (var name : List.of("interval", "session", "sessionMax", "absenceGrace")) {
            INVALID_DURATIONS.forEach(value -> settings.add("{\"" + name + "\":" + value + "}"));
        }
        for (var name : List.of("paused", "draining")) {
            List.of("1", "0", "\"true\"", "\"\"", "[]", "{}")
                    .forEach(value -> settings.add("{\"" + name + "\":" + value + "}"));
        }
        settings.add("{\"rateFloor\":60,\"rateFloor\":70}");
        settings.add("{\"ratefloor\":60}");
        return settings;
    }

    @ParameterizedTest
    @MethodSource("invalidSettings")
    void refusesInvalidSettings(String body) {
        assertRefusedWithoutAChange(body, "invalid-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rateFloor\":0}",
                "{\"rateFloor\":-1}",
                "{\"rateFloor\":101,\"rateCeiling\":100}",
                "{\"rateFloor\":1000001}",
                "{\"rateFloor\":2147483647}",
                "{\"rateFloor\":-2147483648}",
                "{\"rateCeiling\":49}",
                "{\"rateCeiling\":-1}",
                "{\"rateCeiling\":1000001}",
                "{\"rateFloor\":80,\"rateCeiling\":70}",
                "{\"maxActive\":-1}",
                "{\"maxActive\":1000001}",
                "{\"interval\":\"PT-1S\"}",
                "{\"interval\":\"-PT1S\"}",
                "{\"interval\":\"PT0S\"}",
                "{\"interval\":\"PT0.999S\"}",
                "{\"interval\":\"PT1H0.001S\"}",
                "{\"interval\":\"P1D\"}",
                "{\"interval\":-5}",
                "{\"interval\":1e400}",
                "{\"session\":\"PT-1S\"}",
                "{\"session\":\"PT0S\"}",
                "{\"session\":\"PT24H1S\"}",
                "{\"session\":\"P106751991167300D\"}",
                "{\"sessionMax\":\"PT-1S\"}",
                "{\"sessionMax\":\"PT0S\"}",
                "{\"sessionMax\":\"PT24H1S\"}",
                "{\"absenceGrace\":\"PT-1S\"}",
                "{\"absenceGrace\":\"PT0S\"}",
                "{\"absenceGrace\":\"PT24H1S\"}",
                "{\"paused\":true,\"maxActive\":-1}"
            })
    void refusesSettingsOutOfRange(String body) {
        var answer = assertRefusedWithoutAChange(body, "invalid-parameter");

        assertThat(body).contains(answer.json().path("parameter").asString());
    }

    private Answer assertRefusedWithoutAChange(String body, String slug) {
        var before = queues.figures("closed");

        var answer = Operator.change(port, "closed", body).assertProblem(400, slug);

        assertThat(queues.figures("closed"))
                .usingRecursiveComparison()
                .comparingOnlyFields("settings")
                .isEqualTo(before);
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"paused\":null}", "{\"rateFloor\":50}"})
    void anEmptyChangeIsAccepted(String body) {
        assertThat(Operator.change(port, "main", body).status()).isEqualTo(200);
    }
}
