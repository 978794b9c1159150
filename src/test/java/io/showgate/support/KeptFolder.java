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
 * The folder that the embedded start's data stay in from one start to the next. One start at a time has it. What it
 * holds was made by the present migrations in a start that got ready: anything else, such as what is left of a start
 * that was killed in the middle of a migration, is thrown away, because demo data are sooner made anew than mended.
 */
final class KeptFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private KeptFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the folder for this JVM; refuses if another start has it. */
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

    /** Says that what is in the folder is whole: the next start may use it. */
    void keep() {
        Folders.write(stamp(), migrations());
    }

    /** Throws away what is in the folder. */
    void empty() {
        Folders.delete(path);
        Folders.create(path);
    }

    /**
     * Has this JVM's temporary files, such as Tomcat's, made here, where the next start deletes what a killed one left.
     * To be called before the first of them is made, and after whatever empties the folder.
     */
    void useForTemporaryFiles() {
        var temporary = path.resolve("tmp");
        Folders.delete(temporary);
        System.setProperty("java.io.tmpdir", Folders.create(temporary).toString());
    }

    /** What signs tokens: random, and kept as long as the places that the tokens stand for. */
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
