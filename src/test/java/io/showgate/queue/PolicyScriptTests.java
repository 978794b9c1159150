package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code policy.lua}. */
class PolicyScriptTests {

    @Test
    void theServersPolicyIsKnownWithoutItsConfiguration() {
        assertThat(new TestQueue().scripts.policy()).matches("noeviction|volatile-[a-z]+|allkeys-[a-z]+");
    }
}
