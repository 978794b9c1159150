package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.showgate.TestShowgateApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command as a process. However it ends, none of its processes may still run. */
@Tag(TestServers.ONCE)
@SideBySide
class EmbeddedStartIntegrationTests {

    private static final String LAST_LINE = "/api/v1/concert/451/date -H \"waitingToken: $token\"\n";

    @TempDir
    Path outputs;

    private final int port = FreePorts.next();
    private final int managementPort = FreePorts.next();
    private final Path folder =
            Folders.ROOT.resolve("test-" + ProcessHandle.current().pid() + "-start");

    @AfterEach
    void tidyUp() {
        Folders.delete(folder);
        Folders.delete(folder.resolveSibling(folder.getFileName() + ".lock"));
    }

    @Test
    void theServersEndAfterAKillOrAStopAndTheNextStartIsReady() throws Exception {
        try (var killed = start()) {
            killed.awaitOutput(LAST_LINE);
            assertThat(killed.descendants())
                    .as("MariaDB and Redis, and a watcher each")
                    .hasSizeGreaterThanOrEqualTo(4);

            killed.kill();

            killed.awaitEndOfDescendants();
        }
        try (var stopped = start()) {
            stopped.awaitOutput(LAST_LINE);
            assertThat(stopped.output()).endsWith(LAST_LINE).contains("http://localhost:" + port + "/api/v1/user/37/");
            assertThat(answersToTheSuggestedCommands(stopped.output()))
                    .contains("\"waitingToken\":", "\"num\":", "\"startsAt\":", "\"seatsLeft\":");

            stopped.terminate();

            assertThat(stopped.awaitEnd()).isEqualTo(143);
            stopped.awaitEndOfDescendants();
            assertThat(stopped.output()).doesNotContain("\tat ");
            assertPortsAreFree();
        }
    }

    @Test
    void aFailedStartLeavesNothingRunning() throws Exception {
        try (var failed = start("--showgate.security.users=nobody")) {
            assertThat(failed.awaitEnd()).isEqualTo(1);

            assertThat(failed.descendants())
                    .as("the servers of the failed start")
                    .isNotEmpty();
            failed.awaitEndOfDescendants();
            assertThat(failed.output()).contains("showgate.security.users").doesNotContain("\tat ");
            assertPortsAreFree();
        }
    }

    @Test
    void aPortInUseIsReportedInOneSentence() throws IOException, TimeoutException, InterruptedException {
        try (var _ = new ServerSocket(managementPort, 1, InetAddress.getLoopbackAddress());
                var refused = start()) {
            assertThat(refused.awaitEnd()).isEqualTo(1);

            assertThat(refused.output())
                    .startsWith("Port " + managementPort + " is in use")
                    .hasLineCount(1);
            assertThat(refused.descendants()).isEmpty();
        }
    }

    private StartedProcess start(String... more) {
        var own = Stream.of(
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--showgate.embedded.folder=" + folder);
        var arguments = Stream.concat(own, Stream.of(more)).toList();
        return StartedProcess.start(TestShowgateApplication.class, outputs.resolve("output"), arguments);
    }

    /** The output of the last three lines of the start when a shell runs them. */
    private static String answersToTheSuggestedCommands(String output) throws IOException, InterruptedException {
        var lines = output.lines().toList();
        var shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
        try (var input = shell.outputWriter()) {
            input.write(String.join("\n", lines.subList(lines.size() - 3, lines.size())));
        }
        var answers = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(answers).isZero();
        return answers;
    }

    private void assertPortsAreFree() {
        assertThatCode(() -> StartChecks.portIsFree(port)).doesNotThrowAnyException();
        assertThatCode(() -> StartChecks.portIsFree(managementPort)).doesNotThrowAnyException();
    }
}
