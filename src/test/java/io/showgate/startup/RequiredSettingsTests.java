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

/** An instance with an unsafe secret does not start, and one with the two secrets of a rotation does. */
class RequiredSettingsTests {

    private static final String SECRET = "a-secret-of-more-than-16-characters";

    private static void start(String secret, String previous) {
        var variables = new HashMap<String, Object>(Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:mysql://127.0.0.1:1/showgate",
                "SHOWGATE_OPERATOR_PASSWORD", "operator",
                "SHOWGATE_SECURITY_USERS", "trusted",
                "SHOWGATE_SECRET", secret,
                "SHOWGATE_SECRET_PREVIOUS", previous));
        try (var context = new GenericApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("variables", variables));
            new RequiredSettings()
                    .onApplicationEvent(new ApplicationPreparedEvent(new SpringApplication(), new String[0], context));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "another-secret-of-a-rotation"})
    void aSecretIsEnoughAndAPreviousOneIsAllowed(String previous) {
        assertThatCode(() -> start(SECRET, previous)).doesNotThrowAnyException();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> start("15-characters..", ""))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("SHOWGATE_SECRET has fewer than 16 characters");
    }

    @Test
    void aShortPreviousSecretIsRefused() {
        assertThatThrownBy(() -> start(SECRET, "15-characters.."))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("SHOWGATE_SECRET_PREVIOUS has fewer than 16 characters");
    }

    @Test
    void thePreviousSecretIsAnotherOne() {
        assertThatThrownBy(() -> start(SECRET, SECRET))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("are the same")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(SECRET));
    }
}
