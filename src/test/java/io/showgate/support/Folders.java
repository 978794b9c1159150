package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The folders of embedded servers. They are under {@code target/embedded}. For the servers of tests they are in a file
 * system in memory, if there is a large one: a slow disk made single answers late, which failed unrelated tests. The
 * system's folder for temporary files is not used.
 */
final class Folders {

    static final Path ROOT = Path.of("target", "embedded").toAbsolutePath();

    /** Enough for several servers at a time, of about 100 MB each, and for the leftovers of runs that were killed. */
    private static final long LEAST_BYTES_IN_MEMORY = 2L << 30;

    /** The parent of the folders of servers that tests start. */
    static final Path FOR_TESTS = inMemory(Path.of("/dev/shm")).orElse(ROOT);

    private Folders() {}

    /** A folder for this checkout in the file system; empty unless that is in memory and has enough room. */
    static Optional<Path> inMemory(Path fileSystem) {
        try {
            if (!Files.isWritable(fileSystem)) {
                return Optional.empty();
            }
            var store = Files.getFileStore(fileSystem);
            boolean isLargeEnough = store.getUsableSpace() >= LEAST_BYTES_IN_MEMORY;
            return "tmpfs".equals(store.type()) && isLargeEnough
                    ? Optional.of(fileSystem.resolve("showgate-" + Integer.toHexString(ROOT.hashCode())))
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

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
            return Files.createTempDirectory(create(FOR_TESTS), prefix);
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
        Stream.of(ROOT, FOR_TESTS).distinct().forEach(Folders::deleteLeftoversIn);
    }

    private static void deleteLeftoversIn(Path root) {
        try (var folders = Files.newDirectoryStream(create(root), "test-*")) {
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
