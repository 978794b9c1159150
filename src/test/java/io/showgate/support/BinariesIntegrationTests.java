package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unpacking the programs of the embedded servers. */
@Tag(TestServers.ONCE)
class BinariesIntegrationTests {

    @Test
    void programsAreUnpackedUnderTarget() {
        assertThat(Binaries.mariaDb().resolve("bin/mariadbd"))
                .startsWith(Folders.ROOT)
                .isExecutable();
        assertThat(Binaries.redis()).startsWith(Folders.ROOT).isExecutable();
    }
}
