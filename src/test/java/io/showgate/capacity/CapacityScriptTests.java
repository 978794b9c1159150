package io.showgate.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How {@code k6-scripts/capacity} handles Maven's output, its exit status and signals. A short script stands for Maven.
 */
@DisabledOnOs(OS.WINDOWS)
class CapacityScriptTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Process run(String maven) throws IOException {
        var program = folder.resolve("mvn");
        Files.writeString(program, "#!/usr/bin/env bash\n" + maven);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var builder = new ProcessBuilder("k6-scripts/capacity", "--hold=5").redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ':' + path);
        return builder.start();
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(UTF_8);
    }

    /** A signal through {@code ProcessHandle} leaves the output open; {@code Process.destroy} would close it. */
    @Test
    void aSignalIsPassedToMavenAndTheScriptWaitsForItsEnd() {
        assertTimeoutPreemptively(SOON, () -> {
            var process = run("""
                    trap 'sleep 0.3; echo stopped what it started; exit 143' TERM
                    echo begun
                    while :; do sleep 0.05; done
                    """);
            var output = output(process);
            assertThat(output.readLine()).isEqualTo("begun");

            process.toHandle().destroy();

            assertThat(output.readAllAsString()).isEqualTo("stopped what it started\n");
            assertThat(process.waitFor()).isEqualTo(143);
        });
    }

    @Test
    void theExitStatusIsThatOfTheCommandAndMavensErrorReportIsLeftOut() {
        assertTimeoutPreemptively(SOON, () -> {
            var process = run("""
                    echo 'WARNING: sun.misc.Unsafe::objectFieldOffset will be removed in a future release' >&2
                    printf '\\033[31mcapacity: refused\\033[0m\\n'
                    echo '[ERROR] Failed to execute goal org.springframework.boot:x: exit code: 2 -> [Help 1]' >&2
                    echo and a stack trace
                    exit 1
                    """);

            assertThat(output(process).readAllAsString()).isEqualTo("capacity: refused\n");
            assertThat(process.waitFor()).isEqualTo(2);
        });
    }

    @Test
    void itsArgumentsArePassedToTheCommand() {
        assertTimeoutPreemptively(SOON, () -> {
            var process = run("printf '%s\\n' \"$@\"\n");

            assertThat(output(process).readAllAsString().lines())
                    .contains(
                            "-Dspring-boot.run.arguments=--hold=5",
                            "-Dspring-boot.run.main-class=" + CapacityCommand.class.getName());
            assertThat(process.waitFor()).isZero();
        });
    }
}
