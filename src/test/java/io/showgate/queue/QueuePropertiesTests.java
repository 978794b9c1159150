package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The queues of an installation, as environment variables name them. */
class QueuePropertiesTests {

    private static QueueProperties with(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        return Binder.get(environment).bindOrCreate("showgate.queue", QueueProperties.class);
    }

    @Test
    void withoutAnyNameThereIsMain() {
        assertThat(with(Map.of()).named()).containsOnlyKeys("main");
    }

    @Test
    void oneVariableForEachQueueNamesThem() {
        var named = with(Map.of(
                        "SHOWGATE_QUEUE_NAMED_MAIN_RATECEILING", "200", "SHOWGATE_QUEUE_NAMED_VIP_RATECEILING", "80"))
                .named();

        assertThat(named).containsOnlyKeys("main", "vip");
        assertThat(named.get("main")).isEqualTo(QueueSettings.defaults().with(Map.of("rateCeiling", 200)));
        assertThat(named.get("vip")).isEqualTo(QueueSettings.defaults().with(Map.of("rateCeiling", 80)));
    }

    @Test
    void aNamedQueueReplacesTheDefault() {
        assertThat(with(Map.of("SHOWGATE_QUEUE_NAMED_VIP_RATECEILING", "80")).named())
                .containsOnlyKeys("vip");
    }

    @Test
    void aCeilingBelowTheFloorIsRefused() {
        assertThatThrownBy(() -> with(Map.of("SHOWGATE_QUEUE_NAMED_VIP_RATECEILING", "20")))
                .rootCause()
                .hasMessageContaining("rateCeiling");
    }
}
