package io.showgate.startup;

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
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The operator's password that a start accepts. */
class RequiredSettingsTests {

    private static void start(String password, Map<String, Object> more) {
        var properties = new HashMap<String, Object>(Map.of(
                "spring.datasource.url", "jdbc:mysql://db:3306/showgate",
                "showgate.secret", "a-secret-for-tests-of-at-least-32-bytes",
                "showgate.operator.password", password,
                "showgate.security.users", "trusted"));
        properties.putAll(more);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        try (var context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            var prepared = new ApplicationPreparedEvent(new SpringApplication(), new String[0], context);
            new RequiredSettings().onApplicationEvent(prepared);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short-one",
                "elevenchars",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"
            })
    void aShortPasswordIsRefused(String password) {
        assertThatThrownBy(() -> start(password, Map.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("12 characters")
                .hasMessageNotContaining(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve-chars", "a much longer password"})
    void aLongPasswordIsAccepted(String password) {
        assertThatCode(() -> start(password, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void aShortPasswordMustBeAllowedExplicitly() {
        assertThatCode(() -> start("operator", Map.of("showgate.operator.allow-short-password", "true")))
                .doesNotThrowAnyException();
    }
}
