package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code extend.lua}. */
class ExtendScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void useExtendsASessionUpToItsDeadline() {
        queue.joinAll(1);
        queue.admit(SETTINGS, 100);
        long admittedAt = queue.now.get();

        for (int i = 0; i < 10; i++) {
            queue.pass(Duration.ofMinutes(5));
            queue.scripts.extend(List.of("u1"));
        }

        assertThat(queue.log()).last().asString().contains(" " + (admittedAt + 1_800_000) + " ");
        queue.admit(SETTINGS, 100);
        assertThat(queue.active()).isEmpty();
    }

    @Test
    void aSessionThatHasEndedIsNotBroughtBack() {
        queue.joinAll(1);
        queue.admit(SETTINGS, 100);
        queue.pass(Duration.ofMinutes(10));
        queue.scripts.extend(List.of("u1", "stranger"));

        assertThat(queue.admit(SETTINGS, 100).expired()).isEqualTo(1);
        assertThat(queue.log()).hasSize(1);
    }
}
