package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which data the embedded start keeps for the next start. */
class KeptFolderTests {

    @TempDir
    Path parent;

    @Test
    void dataAndSecretAreKeptForTheNextStart() {
        var data = parent.resolve("start/data");
        String secret;
        try (var folder = take()) {
            secret = folder.secret();
            Folders.write(data, "places");
            folder.keep();
        }

        try (var folder = take()) {
            assertThat(data).hasContent("places");
            assertThat(folder.secret()).isEqualTo(secret).hasSizeGreaterThan(30);
        }
    }

    @Test
    void dataOfOtherMigrationsAreDeleted() {
        var data = parent.resolve("start/data");
        try (var folder = take()) {
            Folders.write(data, "places");
            folder.keep();
            Folders.write(parent.resolve("start/migrations"), "of another time");
        }

        try (var _ = take()) {
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void dataOfAStartThatNeverBecameReadyAreDeleted() {
        var data = parent.resolve("start/data");
        try (var _ = take()) {
            Folders.write(data, "half a table");
        }

        try (var _ = take()) {
            assertThat(data).doesNotExist();
        }
    }

    private KeptFolder take() {
        return KeptFolder.take(parent.resolve("start"));
    }
}
