package io.showgate.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of all searches, as {@code report.json} stores it.
 *
 * @param begun when the command began, in UTC
 * @param machine the machine on which it ran
 * @param commit the commit of the sources of the command; a Showgate that already ran may be of another commit
 * @param showgate what was measured
 * @param holdSeconds how long each load was held
 * @param flows the results, one for each flow
 */
record Report(String begun, String machine, String commit, String showgate, int holdSeconds, List<Result> flows) {

    /**
     * The result of one flow.
     *
     * @param flow the flow
     * @param optimal the highest load that is served well
     * @param maximum the highest load that is survived
     * @param trials all trials, by load
     */
    record Result(Flow flow, Capacity optimal, Capacity maximum, List<Trial> trials) {

        /** Why no higher load is served well. */
        String limitOfServedWell() {
            return optimal.limitedBy(trial -> trial.missedOfServedWell(flow.limit()));
        }

        /** Why no higher load is survived. */
        String limitOfSurvived() {
            return maximum.limitedBy(Trial::missedOfSurvived);
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_FILE = "report.json";
    private static final String MARKDOWN_FILE = "report.md";
    private static final String HTML_FILE = "report.html";
    private static final String SETTINGS_FILE = "showgate.yaml";
    private static final List<String> FILES = List.of(JSON_FILE, MARKDOWN_FILE, HTML_FILE, SETTINGS_FILE);

    /**
     * Reads {@code report.json}.
     *
     * @throws UsageException if the file is missing or is not a report
     */
    static Report read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Report.class);
        } catch (NoSuchFileException missing) {
            throw new UsageException("There is no " + file + "; k6-scripts/capacity writes one");
        } catch (IOException | JacksonException unreadable) {
            throw new UsageException(file + " is not a report: " + unreadable.getMessage());
        }
    }

    /** Moves an earlier report to the folder {@code previous}, where it replaces the one before. */
    static void movePrevious(Path folder) {
        try {
            var previous = folder.resolve("previous");
            for (var file : FILES) {
                if (Files.exists(folder.resolve(file))) {
                    Files.createDirectories(previous);
                    Files.move(folder.resolve(file), previous.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException unwritable) {
            throw new UsageException("The report in " + folder + " cannot be moved: " + unwritable);
        }
    }

    /** Writes the report as JSON, Markdown and HTML, and the recommended settings as YAML. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(JSON_FILE),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.writeString(folder.resolve(MARKDOWN_FILE), new MarkdownReport(this).text());
            Files.writeString(folder.resolve(HTML_FILE), new HtmlReport(this).text());
            Files.writeString(folder.resolve(SETTINGS_FILE), Advice.of(this).yaml());
        } catch (IOException unwritable) {
            throw new UsageException("The report cannot be written: " + unwritable);
        }
    }

    /**
     * The report with only these flows.
     *
     * @throws UsageException if it has none of them
     */
    Report only(List<Flow> wanted) {
        var found =
                flows.stream().filter(result -> wanted.contains(result.flow())).toList();
        if (found.isEmpty()) {
            throw new UsageException("The report has none of these flows");
        }
        return new Report(begun, machine, commit, showgate, holdSeconds, found);
    }

    /** Says what is different now. These differences may explain a different result. */
    List<String> differences(String showgateNow) {
        var differences = new ArrayList<String>();
        if (!machine.equals(Machine.description())) {
            differences.add(
                    "The report is from another machine: " + machine + "; this machine: " + Machine.description());
        }
        if (!showgate.equals(showgateNow)) {
            differences.add("The report is about a Showgate " + showgate + "; this one is " + showgateNow);
        }
        return differences;
    }

    Optional<Result> of(Flow flow) {
        return flows.stream().filter(result -> result.flow() == flow).findFirst();
    }
}
