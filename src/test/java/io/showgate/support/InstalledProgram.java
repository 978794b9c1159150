package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a test needs, that must be installed on this machine, and that Maven cannot provide. */
public final class InstalledProgram {

    private final Path path;

    private InstalledProgram(Path path) {
        this.path = path;
    }

    /**
     * The program of this name. If it is missing, the test is skipped with a message, or fails if {@code CI=true}.
     *
     * @param purpose the subject that is not tested without it
     */
    public static InstalledProgram named(String name, String purpose) {
        return required(find(name), name, purpose);
    }

    /** The program of this name, if it is in a folder of {@code PATH} or in Go's folder for binaries. */
    public static Optional<Path> find(String name) {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of(builtByGo()))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String builtByGo() {
        var home = Path.of(System.getProperty("user.home"), "go").toString();
        return Path.of(System.getenv().getOrDefault("GOPATH", home), "bin").toString();
    }

    private static InstalledProgram required(Optional<Path> found, String name, String purpose) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found)
                    .as(name + " is installed, as it must be when CI=true")
                    .isPresent();
        }
        assumeTrue(found.isPresent(), name + " is not installed, so " + purpose + " was not tested");
        return new InstalledProgram(found.orElseThrow());
    }

    Path path() {
        return path;
    }

    /** Runs the program to its end in a folder, and asserts that it succeeds. */
    public void assertSucceeds(Path folder, List<String> arguments) {
        var command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
