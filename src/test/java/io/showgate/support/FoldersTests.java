package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where the folders of tests are, and which of them are deleted. */
class FoldersTests {

    @Test
    void onlyFoldersOfEndedJvmsAreDeleted() throws IOException, InterruptedException {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var leftover = Folders.create(Folders.FOR_TESTS.resolve("test-" + ended.pid() + "-redis-4711"));
        var onDisk = Folders.create(Folders.ROOT.resolve("test-" + ended.pid() + "-start"));
        var ours = Folders.createForTest("redis");
        try {
            Folders.deleteLeftovers();

            assertThat(leftover).doesNotExist();
            assertThat(onDisk).doesNotExist();
            assertThat(ours).exists();
        } finally {
            Folders.delete(ours);
        }
    }

    @Test
    void aFolderThatIsNotInMemoryIsNotUsed() {
        assertThat(Folders.inMemory(Path.of("/no/such/folder"))).isEmpty();
        assertThat(Folders.inMemory(Path.of("/proc"))).isEmpty();
    }
}
