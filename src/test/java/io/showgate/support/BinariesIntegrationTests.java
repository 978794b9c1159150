package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The embedded servers' programs as they come out of their artifacts. */
@Tag(TestServers.ONCE)
class BinariesIntegrationTests {

    @Test
    void programsLieUnderTargetAndNowhereElse() {
        assertThat(Binaries.mariaDb().resolve("bin/mariadbd"))
                .startsWith(Folders.ROOT)
                .isExecutable();
        assertThat(Binaries.redis()).startsWith(Folders.ROOT).isExecutable();
    }
}
