package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in the folder {@code monitoring}, parsed for tests. */
final class Monitoring {

    private static final Path FOLDER = Path.of("monitoring");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A panel of a dashboard.
     *
     * @param dashboard the file's name without its extension
     * @param expressions its queries
     */
    record Panel(String dashboard, int id, String title, String description, List<PromQl> expressions) {}

    /** An alert rule. */
    record Alert(String name, PromQl expression, String severity, String summary, String runbook) {}

    /** The expectation of a rule test about an alert at one time. */
    record AlertCase(String alert, boolean raised) {}

    private Monitoring() {}

    static List<Panel> panels() {
        return dashboards()
                .flatMap(file -> json(file).path("panels").valueStream().map(panel -> panel(name(file), panel)))
                .toList();
    }

    /**
     * The queries that fill the variables of the dashboards, without the label that the dashboard takes from the
     * result.
     */
    static List<PromQl> variables() {
        return dashboards()
                .flatMap(file -> json(file).path("templating").path("list").valueStream())
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> variable.path("query").path("query").asString())
                .map(query -> new PromQl(query.replaceFirst("label_values\\((.*), \\w+\\)", "$1")))
                .toList();
    }

    static List<Alert> alerts() {
        return files("prometheus/rules", ".yml")
                .flatMap(file -> yaml(file).path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .map(Monitoring::alert)
                .toList();
    }

    static List<AlertCase> alertCases() {
        return files("prometheus/tests", ".yml")
                .flatMap(file -> yaml(file).path("tests").valueStream())
                .flatMap(test -> test.path("alert_rule_test").valueStream())
                .map(check -> new AlertCase(
                        check.path("alertname").asString(),
                        !check.path("exp_alerts").isEmpty()))
                .toList();
    }

    static String runbook() {
        return read(FOLDER.resolve("runbook.md"));
    }

    /** The files of a folder with this extension. Fails if there is none. */
    static Stream<Path> files(String folder, String extension) {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            var found = files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
            assertThat(found).as(folder).isNotEmpty();
            return found.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> dashboards() {
        return files("grafana/dashboards", ".json");
    }

    private static String name(Path dashboard) {
        return dashboard.getFileName().toString().replace(".json", "");
    }

    private static Panel panel(String dashboard, JsonNode panel) {
        return new Panel(
                dashboard,
                panel.path("id").asInt(),
                panel.path("title").asString(),
                panel.path("description").asString(),
                panel.path("targets")
                        .valueStream()
                        .map(target -> new PromQl(target.path("expr").asString()))
                        .toList());
    }

    private static Alert alert(JsonNode rule) {
        return new Alert(
                rule.path("alert").asString(),
                new PromQl(rule.path("expr").asString()),
                rule.path("labels").path("severity").asString(),
                rule.path("annotations").path("summary").asString(),
                rule.path("annotations").path("runbook").asString());
    }

    private static JsonNode json(Path file) {
        return JSON.readTree(read(file));
    }

    private static JsonNode yaml(Path file) {
        return JSON.valueToTree(new Yaml().load(read(file)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
