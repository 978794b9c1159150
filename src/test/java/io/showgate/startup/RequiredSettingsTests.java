package io.showgate.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** An instance with an unsafe secret or password does not start, and one with the two secrets of a rotation does. */
class RequiredSettingsTests {

    private static final String SECRET = "a-secret-of-more-than-16-characters";

    private static void startWith(Map<String, Object> changes) {
        var variables = new HashMap<String, Object>(Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:mysql://127.0.0.1:1/showgate",
                "SHOWGATE_OPERATOR_PASSWORD", "twelve-chars",
                "SHOWGATE_SECURITY_USERS", "trusted",
                "SHOWGATE_SECRET", SECRET));
        variables.putAll(changes);
        try (var context = new GenericApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("variables", variables));
            new RequiredSettings()
                    .onApplicationEvent(new ApplicationPreparedEvent(new SpringApplication(), new String[0], context));
        }
    }

    private static void startWithSecrets(String secret, String previous) {
        startWith(Map.of("SHOWGATE_SECRET", secret, "SHOWGATE_SECRET_PREVIOUS", previous));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "another-secret-of-a-rotation"})
    void aSecretIsEnoughAndAPreviousOneIsAllowed(String previous) {
        assertThatCode(() -> startWithSecrets(SECRET, previous)).doesNotThrowAnyException();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> startWithSecrets("15-characters..", ""))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("SHOWGATE_SECRET has fewer than 16 characters");
    }

    @Test
    void aShortPreviousSecretIsRefused() {
        assertThatThrownBy(() -> startWithSecrets(SECRET, "15-characters.."))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("SHOWGATE_SECRET_PREVIOUS has fewer than 16 characters");
    }

    @Test
    void thePreviousSecretIsAnotherOne() {
        assertThatThrownBy(() -> startWithSecrets(SECRET, SECRET))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("are the same")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short-one",
                "elevenchars",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"
            })
    void aShortPasswordIsRefused(String password) {
        assertThatThrownBy(() -> startWith(Map.of("SHOWGATE_OPERATOR_PASSWORD", password)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("12 characters")
                .hasMessageNotContaining(password);
    }

    @Test
    void aProtocolWithoutDeadlinesIsRefused() {
        assertThatThrownBy(() -> startWith(Map.of("SERVER_HTTP2_ENABLED", "true")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("SERVER_HTTP2_ENABLED is true");
        assertThatCode(() -> startWith(Map.of("SERVER_HTTP2_ENABLED", "false"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve-chars", "a much longer password"})
    void aLongPasswordIsAccepted(String password) {
        assertThatCode(() -> startWith(Map.of("SHOWGATE_OPERATOR_PASSWORD", password)))
                .doesNotThrowAnyException();
    }

    @Test
    void aShortPasswordMustBeAllowedExplicitly() {
        assertThatCode(() -> startWith(Map.of(
                        "SHOWGATE_OPERATOR_PASSWORD", "operator", "SHOWGATE_OPERATOR_ALLOW_SHORT_PASSWORD", "true")))
                .doesNotThrowAnyException();
    }
}
