package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that a server leaves on this machine: its folder, and the processes that run in it, which are the server
 * and the shell that watches it.
 */
record Traces(Path folder) {

    /** The traces of a running server. */
    static Traces of(Path folder) {
        var traces = new Traces(folder);
        assertThat(traces.processes())
                .as("a server and the shell that watches it")
                .hasSizeGreaterThanOrEqualTo(2);
        return traces;
    }

    /** Waits until all of the processes have ended, and asserts that the folder is gone. */
    void assertGone() {
        assertThat(folder).doesNotExist();
        await().untilAsserted(() -> assertThat(processes()).isEmpty());
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::worksThere).toList();
    }

    private boolean worksThere(ProcessHandle process) {
        try {
            var workingFolder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return workingFolder.toString().startsWith(folder.toString());
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }
}
