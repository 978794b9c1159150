package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is deleted of that which tests left behind. */
class FoldersTests {

    @Test
    void onlyWhatBelongsToNobodyAnyMoreIsDeleted() throws IOException, InterruptedException {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var leftover = Folders.create(Folders.FOR_TESTS.resolve("test-" + ended.pid() + "-redis-4711"));
        var ours = Folders.createForTest("redis");
        try {
            Folders.deleteLeftovers();

            assertThat(leftover).doesNotExist();
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
