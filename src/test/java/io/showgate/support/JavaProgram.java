package io.showgate.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The command that starts Java with the tests' class path as a separate process. A start takes ten seconds of processor
 * time, or half of that with an AOT cache (JEP 483 and JEP 514). A run of all tests creates the cache while the first
 * tests run, because this takes as long as four starts. Later runs use the cache until a class changes.
 */
final class JavaProgram {

    private static final Path FOLDER = Path.of("target", "aot").toAbsolutePath();
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private JavaProgram() {}

    /** Java's command line up to the class path. Further options and the main class follow it. */
    static List<String> command() {
        var cache = cache();
        return Files.exists(cache)
                ? command("-XX:AOTCache=" + cache, "-Xlog:aot*=off,cds*=off", "-cp", classPathOfJars())
                : command("-cp", classPath());
    }

    /**
     * Creates the cache if this is a run of all tests and there is none.
     *
     * @param training starts an instance with the given command line, and stops it once it is ready
     */
    static synchronized void train(Consumer<List<String>> training) {
        var cache = cache();
        if (!Boolean.getBoolean("test.aot-cache") || Files.exists(cache)) {
            return;
        }
        Folders.delete(FOLDER);
        Folders.create(FOLDER);
        folders().forEach(folder -> pack(folder, jar(folder)));
        var made = FOLDER.resolve("made");
        training.accept(command("-XX:AOTCacheOutput=" + made, "-Xlog:aot*=off,cds*=off", "-cp", classPathOfJars()));
        try {
            if (Files.exists(made)) {
                Files.move(made, cache);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static List<String> command(String... options) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of(options));
        return command;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Stream<Path> entries() {
        return Stream.of(classPath().split(File.pathSeparator)).map(Path::of);
    }

    private static Stream<Path> folders() {
        return entries().filter(Files::isDirectory);
    }

    /** The class path with a jar instead of each folder, because a cache does not accept folders. */
    private static String classPathOfJars() {
        return String.join(
                File.pathSeparator,
                entries()
                        .map(entry -> Files.isDirectory(entry) ? jar(entry) : entry)
                        .map(Path::toString)
                        .toList());
    }

    private static Path jar(Path folder) {
        return FOLDER.resolve(folder.getFileName() + ".jar");
    }

    private static void pack(Path folder, Path jar) {
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", folder.toString(), ".");
        if (status != 0) {
            throw new IllegalStateException("Cannot pack " + folder);
        }
    }

    /** The cache; its name is a hash of the class path and of all class files that are not in a library. */
    private static Path cache() {
        int state = classPath().hashCode();
        for (var folder : folders().toList()) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    state = 31 * state + file.hashCode();
                    state = 31 * state + Files.getLastModifiedTime(file).hashCode();
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return FOLDER.resolve(Integer.toHexString(state));
    }
}
