package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.SideBySide;
import io.showgate.support.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The production jar without its required settings: it names them, changes nothing, and ends. */
@Tag(TestServers.ONCE)
@SideBySide
class ProductionJarIntegrationTests {

    private static final Path JAR = Path.of("target/showgate.jar");

    /** No server listens on port 1. If the start reached the database, its output would name that address. */
    private static final Map<String, String> COMPLETE = Map.of(
            "SPRING_DATASOURCE_URL", "jdbc:mysql://127.0.0.1:1/showgate",
            "SHOWGATE_SECRET", "a-secret-for-tests-of-at-least-32-bytes",
            "SHOWGATE_OPERATOR_PASSWORD", "a-password-for-tests",
            "SHOWGATE_SECURITY_USERS", "trusted");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_DATASOURCE_URL",
                "SHOWGATE_SECRET",
                "SHOWGATE_OPERATOR_PASSWORD",
                "SHOWGATE_SECURITY_USERS"
            })
    void namesAMissingSetting(String variable) throws Exception {
        var environment = new TreeMap<>(COMPLETE);
        environment.remove(variable);

        assertThat(outputOfRefusedStart(environment))
                .contains("\n    " + variable + ": ")
                .doesNotContain(environment.keySet())
                .doesNotContain("\tat ", "Exception", "127.0.0.1:1");
    }

    @Test
    void namesAllMissingSettingsAtOnce() throws Exception {
        assertThat(outputOfRefusedStart(Map.of("SHOWGATE_SECRET", " ")))
                .contains(COMPLETE.keySet())
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void refusesAShortOperatorsPassword() throws Exception {
        var environment = new TreeMap<>(COMPLETE);
        environment.put("SHOWGATE_OPERATOR_PASSWORD", "short-one");

        assertThat(outputOfRefusedStart(environment))
                .contains("12 characters", "SHOWGATE_OPERATOR_PASSWORD")
                .doesNotContain("short-one", "\tat ", "Exception", "127.0.0.1:1");
    }

    @Test
    void logsInJsonIfConfigured() throws Exception {
        var output = outputOfRefusedStart(Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));

        assertThat(output.lines()).hasSizeGreaterThan(1).allSatisfy(line -> {
            var entry = new JsonMapper().readTree(line);
            assertThat(entry.path("@timestamp").asString()).isNotBlank();
            assertThat(entry.path("message").asString()).isNotBlank();
            assertThat(entry.path("service").path("name").asString()).isEqualTo("showgate");
        });
    }

    private static String outputOfRefusedStart(Map<String, String> environment)
            throws IOException, InterruptedException {
        assertThat(JAR).as("the jar that mvn package builds").exists();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(SHOWGATE|SPRING)_.*"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(1);
        return output;
    }
}
