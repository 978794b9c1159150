package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server leaves on this machine: its folder, and the processes that work in there, which are the server and its
 * watcher.
 */
record Traces(Path folder) {

    /** The traces of a server that runs. */
    static Traces of(Path folder) {
        var traces = new Traces(folder);
        assertThat(traces.processes()).as("a server and its watcher").hasSizeGreaterThanOrEqualTo(2);
        return traces;
    }

    /** Holds once neither the folder nor one of the processes is there any more. */
    void assertGone() {
        assertThat(folder).doesNotExist();
        await().untilAsserted(() -> assertThat(processes()).isEmpty());
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::worksThere).toList();
    }

    private boolean worksThere(ProcessHandle process) {
        try {
            var place = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return place.toString().startsWith(folder.toString());
        } catch (IOException endedOrSomebodyElses) {
            return false;
        }
    }
}
