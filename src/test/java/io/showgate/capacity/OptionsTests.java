package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;

/** What may stand behind the command. */
class OptionsTests {

    private static Options options(String... arguments) {
        return new Options(new DefaultApplicationArguments(arguments));
    }

    /** Reads all of them, as the command does. */
    private static void readAll(Options options) {
        options.refuseUnknown();
        Flow.named(options.flows());
        var _ = options.url().map(url -> Showgate.running(url, options.management(), options.operator()));
        assertThat(List.of(options.cores(), options.memory(), options.hold(), options.most()))
                .allMatch(number -> number > 0);
        assertThat(options.width()).isPositive();
        assertThat(options.report()).isNotNull();
        assertThat(options.settings().map(Files::exists)).isNotEqualTo(Optional.of(false));
    }

    @Test
    void everythingHasADefault() {
        readAll(options());
        assertThat(Flow.named(Set.of())).containsExactly(Flow.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--flow=visit",
                "chek",
                "--flows=visits",
                "--flows=",
                "--cores=0",
                "--cores=many",
                "--hold=0",
                "--width=0",
                "--width=NaN",
                "--most=-1",
                "--memory=1g",
                "--url=http://example.org",
                "--url=nonsense",
                "--settings=not-there.yaml",
                "--settings="
            })
    void whatIsNotUnderstoodIsRefusedInASentence(String argument) {
        assertThatThrownBy(() -> readAll(options(argument))).isInstanceOf(UsageException.class);
    }

    @Test
    void anInstallationThatDoesNotRunIsNotMeasured() {
        assertThatThrownBy(() -> readAll(options("--url=http://127.0.0.1:1", "--management=http://127.0.0.1:1")))
                .hasMessage("Nothing listens at http://127.0.0.1:1: is Showgate running?");
    }

    @Test
    void oneThatRunsKeepsItsSettings() {
        var settings = "--settings=pom.xml";
        assertThat(options(settings).settings()).contains(Path.of("pom.xml"));

        var options = options(settings, "--url=http://localhost:8081");
        assertThatThrownBy(options::settings).isInstanceOf(UsageException.class);
    }

    @Test
    void flowsAreAskedInTheirOwnOrder() {
        var options = options("--flows=issue-token,visit");

        assertThat(Flow.named(options.flows())).containsExactly(Flow.VISIT, Flow.ISSUE_TOKEN);
    }
}
