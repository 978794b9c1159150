package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;

/** Folders and files under {@code target/embedded}. Tests do not use the system's folder for temporary files. */
final class Folders {

    static final Path ROOT = Path.of("target", "embedded").toAbsolutePath();

    private Folders() {}

    /** Creates a folder that only its owner can read, because it contains the servers' passwords. */
    static Path create(Path folder) {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return Files.createDirectories(folder, ownerOnly);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Creates a new folder for a server or an instance that a test of this JVM starts. */
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

    /** Deletes the folders of tests whose JVM was killed. Their servers ended with the JVM. */
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
