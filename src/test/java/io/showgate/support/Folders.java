package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;

/** Folders under {@code target/embedded}: nothing of ours ever lies in the system's folder for temporary files. */
final class Folders {

    static final Path ROOT = Path.of("target", "embedded").toAbsolutePath();

    private Folders() {}

    /** A folder that only its owner can look into, because the servers' passwords lie there. */
    static Path create(Path folder) {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return Files.createDirectories(folder, ownerOnly);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A new folder for something that a test of this JVM starts. */
    static Path createForTest(String name) {
        try {
            var prefix = "test-" + ProcessHandle.current().pid() + '-' + name + '-';
            return Files.createTempDirectory(create(ROOT), prefix);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }

    /** Deletes what tests left behind whose JVM was killed; their servers ended with it. */
    static void deleteLeftovers() {
        try (var folders = Files.newDirectoryStream(create(ROOT), "test-*")) {
            for (var folder : folders) {
                var pid = Long.parseLong(folder.getFileName().toString().replaceFirst("test-(\\d+).*", "$1"));
                if (ProcessHandle.of(pid).isEmpty()) {
                    delete(folder);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
