package io.showgate;

import io.showgate.support.InstalledProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus and Alertmanager accept their configuration, and the alerts are raised as the rule tests say. */
class AlertRulesTests {

    private static final Path FOLDER = Path.of("monitoring/prometheus");

    @Test
    void prometheusAcceptsTheConfigurationAndItsRules() {
        promtool().assertSucceeds(FOLDER, List.of("check", "config", "prometheus.yml"));
    }

    @Test
    void alertsAreRaisedAsTheirTestsSay() throws IOException {
        var tests = Monitoring.files("prometheus/tests", ".yml").map(file -> "tests/" + file.getFileName());

        promtool()
                .assertSucceeds(
                        FOLDER, Stream.concat(Stream.of("test", "rules"), tests).toList());
    }

    @Test
    void alertmanagerAcceptsItsConfiguration() {
        InstalledProgram.named("amtool", "Alertmanager's configuration")
                .assertSucceeds(Path.of("monitoring"), List.of("check-config", "alertmanager.yml"));
    }

    private static InstalledProgram promtool() {
        return InstalledProgram.named("promtool", "the configuration of Prometheus");
    }
}
