package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code change.lua}. */
class ChangeScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void everyInstanceReadsStoredSettings() {
        queue.scripts.change(Map.of("paused", "1", "session", "90000"));

        var settings = queue.settings();

        assertThat(settings.paused()).isTrue();
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.rateCeiling()).isEqualTo(100);
    }
}
