package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The folder that keeps the data of the embedded start from one start to the next. Only one start at a time may use it.
 * The data are kept only if the same migrations created them in a start that became ready. All other data are deleted,
 * for example after a start that was killed during a migration, because new demo data are easier than a repair.
 */
final class KeptFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private KeptFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Locks the folder for this JVM; fails if another start uses it. */
    static KeptFolder take(Path path) {
        try {
            Folders.create(path);
            var lockFile = path.resolveSibling(path.getFileName() + ".lock");
            var lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new ServerStartException("Another start uses the data in " + path + "; stop it first.");
            }
            var folder = new KeptFolder(path, lock);
            if (!folder.isWorthKeeping()) {
                folder.empty();
            }
            return folder;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    Path path() {
        return path;
    }

    /** Marks the data as complete, so that the next start may use them. */
    void keep() {
        Folders.write(stamp(), migrations());
    }

    /** Deletes everything in the folder. */
    void empty() {
        Folders.delete(path);
        Folders.create(path);
    }

    /**
     * Sets this JVM's folder for temporary files, such as Tomcat's. The next start deletes the files that a killed
     * start left in it. Call this before the first temporary file is created and after {@link #empty}.
     */
    void useForTemporaryFiles() {
        var temporary = path.resolve("tmp");
        Folders.delete(temporary);
        System.setProperty("java.io.tmpdir", Folders.create(temporary).toString());
    }

    /** The random secret that signs tokens. It is kept with the data, because the tokens stand for places in them. */
    String secret() {
        var file = path.resolve("secret");
        if (!Files.exists(file)) {
            Folders.write(file, UUID.randomUUID().toString());
        }
        return Folders.read(file);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Path stamp() {
        return path.resolve("migrations");
    }

    private boolean isWorthKeeping() {
        return Files.exists(stamp()) && Folders.read(stamp()).equals(migrations());
    }

    private static String migrations() {
        try {
            var checksum = new CRC32();
            for (var script : new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql")) {
                checksum.update(script.getContentAsByteArray());
            }
            return Long.toHexString(checksum.getValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
