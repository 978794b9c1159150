package io.showgate.capacity;

import io.showgate.support.InstalledProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a k6 script with a steady load instead of the script's own load shape, and reads the summary of the run. */
final class K6 {

    private static final String FIGURES = "--summary-trend-stats=avg,min,med,max,p(90),p(95),p(99),count";

    /** The exit status of k6 after a signal (exitcodes.ExternalAbort). */
    private static final int INTERRUPTED = 105;

    private static final String RAMP_SECONDS = "2";
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final Path program;
    private final Path scripts;
    private final Path folder;
    private final int holdSeconds;

    /**
     * Finds the installed k6.
     *
     * @param scripts the folder with the scripts
     * @param folder the folder for summaries and logs
     * @param holdSeconds how long each load is held
     * @throws UsageException if k6 is not installed, or the folder cannot be written
     */
    K6(Path scripts, Path folder, int holdSeconds) {
        this.program = InstalledProgram.find("k6")
                .orElseThrow(() -> new UsageException(
                        "k6 1.8 or newer is needed: see https://grafana.com/docs/k6/latest/set-up/install-k6/"));
        this.scripts = scripts;
        this.folder = folder;
        this.holdSeconds = holdSeconds;
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new UsageException("The folder " + folder + " cannot be created: " + unwritable);
        }
    }

    /** How long each load is held. */
    int holdSeconds() {
        return holdSeconds;
    }

    /** The folder for summaries and logs. */
    Path folder() {
        return folder;
    }

    /** Sends a load, holds it, and returns what was measured. */
    Trial hold(Flow flow, int load, Showgate showgate) {
        var name = flow.id() + '-' + load + '-' + System.currentTimeMillis();
        var summary = folder.resolve(name + ".json");
        var log = folder.resolve(name + ".log");
        try {
            var process = start(flow, load, showgate, summary, log);
            var runtime = Runtime.getRuntime();
            var stop = new Thread(process::destroyForcibly);
            runtime.addShutdownHook(stop);
            var usage = new Monitor(showgate, process.toHandle()).watch(() -> endsWithinASecond(process));
            if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            runtime.removeShutdownHook(stop);
            if (process.exitValue() == INTERRUPTED) {
                throw new UsageException("k6 was interrupted");
            }
            if (!Files.exists(summary)) {
                throw new IllegalStateException("k6 wrote no summary: " + Files.readString(log));
            }
            return trial(load, JsonMapper.shared().readTree(summary.toFile()), usage);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Process start(Flow flow, int load, Showgate showgate, Path summary, Path log) throws IOException {
        var command = new ArrayList<>(List.of(program.toString(), "run", "--quiet", "--no-color", FIGURES));
        command.add("--summary-export=" + summary);
        command.add(scripts.resolve(flow.id() + ".js").toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("BASE_URL", showgate.url());
        environment.put("MANAGEMENT_URL", showgate.management());
        environment.put("OPERATOR", showgate.operator());
        environment.put("LOAD", Integer.toString(load));
        environment.put("HOLD", Integer.toString(holdSeconds));
        environment.put("RAMP", RAMP_SECONDS);
        return builder.start();
    }

    private static boolean endsWithinASecond(Process process) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Reads the summary that k6 writes at its end. */
    static Trial trial(int load, JsonNode summary, Usage usage) {
        var metrics = summary.path("metrics");
        var millis = metrics.path("http_req_duration");
        double iterations = metrics.path("iterations").path("count").asDouble();
        double dropped = metrics.path("dropped_iterations").path("count").asDouble();
        return new Trial(
                load,
                metrics.path("http_reqs").path("count").asLong(),
                metrics.path("http_reqs").path("rate").asDouble(),
                new Trial.Millis(
                        millis.path("avg").asDouble(),
                        millis.path("p(90)").asDouble(),
                        millis.path("p(95)").asDouble(),
                        millis.path("p(99)").asDouble()),
                metrics.path("http_req_failed").path("value").asDouble(),
                worstCheck(summary.path("root_group")),
                dropped == 0 ? 0 : dropped / (dropped + iterations),
                metrics.path("status_429").path("count").asLong()
                        + metrics.path("status_503").path("count").asLong(),
                usage);
    }

    /**
     * The success rate of the check that succeeded least often. The mean of all checks would hide people who were never
     * admitted among their many successful polls.
     */
    private static double worstCheck(JsonNode group) {
        double worst = 1;
        for (var check : group.path("checks")) {
            double passes = check.path("passes").asDouble();
            double all = passes + check.path("fails").asDouble();
            worst = Math.min(worst, all == 0 ? 1 : passes / all);
        }
        return worst;
    }
}
