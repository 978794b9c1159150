package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of the command. */
class OptionsTests {

    @Test
    void everyOptionHasADefault() {
        var options = Options.of();

        assertThat(options.flows()).containsExactly(Flow.values());
        assertThat(options.running()).isEmpty();
        assertThat(options.report()).isEqualTo(Path.of("target/capacity"));
        assertThat(options.isCheck() || options.isHelp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--flow=visit",
                "chek",
                "--flows=visits",
                "--flows=",
                "--flows",
                "--cores=0",
                "--cores=many",
                "--cores=100000",
                "--hold=0",
                "--width=0",
                "--width=NaN",
                "--most=-1",
                "--memory=1g",
                "--settings=not-there.yaml",
                "--settings="
            })
    void anInvalidArgumentIsRefused(String argument) {
        assertThatThrownBy(() -> Options.of(argument)).isInstanceOf(UsageException.class);
    }

    @Test
    void aValueWithoutAnEqualsSignIsRefusedWithTheRightForm() {
        assertThatThrownBy(() -> Options.of("--flows", "visit")).hasMessage("--flows needs one value, as in --flows=…");
    }

    @Test
    void settingsAreRefusedForAShowgateThatAlreadyRuns() {
        var settings = "--settings=pom.xml";
        assertThat(Options.of(settings).settings()).contains(Path.of("pom.xml"));

        assertThatThrownBy(() -> Options.of(settings, "--url=http://localhost:8081"))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void flowsRunInTheirOwnOrder() {
        assertThat(Options.of("--flows=issue-token,visit").flows()).containsExactly(Flow.VISIT, Flow.ISSUE_TOKEN);
    }
}
