package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Deleting the folders of earlier tests. */
class FoldersTests {

    @Test
    void onlyFoldersOfEndedJvmsAreDeleted() throws IOException, InterruptedException {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var leftover = Folders.create(Folders.ROOT.resolve("test-" + ended.pid() + "-redis-4711"));
        var ours = Folders.createForTest("redis");
        try {
            Folders.deleteLeftovers();

            assertThat(leftover).doesNotExist();
            assertThat(ours).exists();
        } finally {
            Folders.delete(ours);
        }
    }
}
