package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code memory.lua}. */
class MemoryScriptTests {

    private final QueueScripts scripts = new TestQueue().scripts;

    @Test
    void thePolicyOfTheServerIsKnown() {
        assertThat(scripts.memory().policy()).matches("noeviction|volatile-[a-z]+|allkeys-[a-z]+");
    }

    /** An empty Redis needs some hundred thousand bytes for itself. */
    @Test
    void theMemoryThatTheServerUsesIsKnown() {
        assertThat(scripts.memory().usedBytes()).isGreaterThan(100_000);
    }
}
