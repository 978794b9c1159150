package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.Monitoring.Alert;
import io.showgate.Monitoring.AlertCase;
import io.showgate.Monitoring.Panel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every alert and every panel says what it means and what to do. */
class MonitoringTests {

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final List<Alert> ALERTS = Monitoring.alerts();
    private static final List<Panel> PANELS = Monitoring.panels();

    @ParameterizedTest
    @FieldSource("ALERTS")
    void everyAlertHasASeverityASummaryAndARunbook(Alert alert) {
        assertThat(alert.severity()).isIn("critical", "warning");
        assertThat(alert.summary()).isNotBlank();
        assertThat(alert.runbook())
                .isEqualTo("monitoring/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    /** Other applications may have metrics with the same names. */
    @ParameterizedTest
    @FieldSource("ALERTS")
    void everyAlertSelectsTheProductOnly(Alert alert) {
        assertThat(alert.expression().matchers().stream()
                        .filter(matcher -> matcher.label().equals("job"))
                        .filter(matcher -> matcher.value().equals("showgate"))
                        .map(PromQl.LabelMatcher::metric))
                .containsAll(alert.expression().metrics());
    }

    @ParameterizedTest
    @FieldSource("ALERTS")
    void everyAlertHasATestThatRaisesItAndOneThatDoesNot(Alert alert) {
        assertThat(Monitoring.alertCases())
                .contains(new AlertCase(alert.name(), true), new AlertCase(alert.name(), false));
    }

    @Test
    void theRunbookHasASectionForEachAlert() {
        assertThat(sections().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ALERTS.stream().map(Alert::name).toList());
    }

    @ParameterizedTest
    @FieldSource("ALERTS")
    void everySectionSaysWhatTheAlertMeansWhereToLookAndWhatToDo(Alert alert) {
        assertThat(sections().get(alert.name())).contains("**Means:** ", "**Look:** ", "**Do:** ");
    }

    @Test
    void theRunbookQuotesTitlesOfPanelsOnly() {
        var prose = CODE.matcher(Monitoring.runbook()).replaceAll("");

        assertThat(QUOTED.matcher(prose).results().map(quoted -> quoted.group(1)))
                .isNotEmpty()
                .isSubsetOf(PANELS.stream().map(Panel::title).toList());
    }

    @ParameterizedTest
    @FieldSource("PANELS")
    void everyPanelHasATitleADescriptionAndItsOwnId(Panel panel) {
        assertThat(panel.title()).isNotBlank();
        assertThat(panel.description()).isNotBlank();
        assertThat(panel.expressions()).isNotEmpty();
        assertThat(PANELS.stream()
                        .filter(other -> other.dashboard().equals(panel.dashboard()))
                        .filter(other -> other.id() == panel.id()))
                .containsExactly(panel);
    }

    private static Map<String, String> sections() {
        return Stream.of(Monitoring.runbook().split("(?m)^## "))
                .filter(section -> section.startsWith("Showgate"))
                .map(section -> section.split("\n", 2))
                .collect(Collectors.toMap(lines -> lines[0], lines -> lines[1]));
    }
}
