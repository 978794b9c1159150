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
 * What a search found, as {@code report.json} keeps it.
 *
 * @param begun when it began, in UTC
 * @param machine where
 * @param commit of what state of the sources the search was; not necessarily of a Showgate that ran before
 * @param showgate what was measured
 * @param holdSeconds how long each load was held
 * @param flows what was found, one for each flow
 */
record Report(String begun, String machine, String commit, String showgate, int holdSeconds, List<Result> flows) {

    /**
     * What was found of a flow.
     *
     * @param flow which
     * @param optimal the most people that it serves well
     * @param maximum the most people that it survives
     * @param trials everything that was tried, by load
     */
    record Result(Flow flow, Capacity optimal, Capacity maximum, List<Trial> trials) {

        /** What stands in the way of serving more people well. */
        String limitOfServedWell() {
            return optimal.limitedBy(trial -> trial.missedOfServedWell(flow.limit()));
        }

        /** What stands in the way of surviving more people. */
        String limitOfSurvived() {
            return maximum.limitedBy(Trial::missedOfSurvived);
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FOR_PROGRAMS = "report.json";
    private static final String FOR_SOURCES = "report.md";
    private static final String FOR_EVERYBODY = "report.html";
    private static final String ADVICE = "showgate.yaml";
    private static final List<String> FILES = List.of(FOR_PROGRAMS, FOR_SOURCES, FOR_EVERYBODY, ADVICE);

    static Report read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Report.class);
        } catch (NoSuchFileException missing) {
            throw new UsageException("There is no " + file + "; k6-scripts/capacity makes one");
        } catch (IOException | JacksonException unreadable) {
            throw new UsageException(file + " is no report: " + unreadable.getMessage());
        }
    }

    /** Keeps the report that is there, in a folder of its own in which it takes the place of the one before. */
    static void setAside(Path folder) {
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

    /** Writes it for programs, for readers of the sources, and for everybody. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(FOR_PROGRAMS),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.writeString(folder.resolve(FOR_SOURCES), new MarkdownReport(this).text());
            Files.writeString(folder.resolve(FOR_EVERYBODY), new HtmlReport(this).text());
            Files.writeString(folder.resolve(ADVICE), Advice.of(this).yaml());
        } catch (IOException unwritable) {
            throw new UsageException("The report cannot be written: " + unwritable);
        }
    }

    /**
     * As much of it as is about these.
     *
     * @throws UsageException if that is nothing
     */
    Report only(List<Flow> wanted) {
        var found =
                flows.stream().filter(result -> wanted.contains(result.flow())).toList();
        if (found.isEmpty()) {
            throw new UsageException("The report has none of these flows");
        }
        return new Report(begun, machine, commit, showgate, holdSeconds, found);
    }

    /** In words, what was different when it was made, and so may be why something else is found now. */
    List<String> differences(String showgateNow) {
        var differences = new ArrayList<String>();
        if (!machine.equals(Machine.description())) {
            differences.add("The report is of another machine: " + machine + "; this one is " + Machine.description());
        }
        if (!showgate.equals(showgateNow)) {
            differences.add("The report is of a Showgate " + showgate + "; this one is " + showgateNow);
        }
        return differences;
    }

    Optional<Result> of(Flow flow) {
        return flows.stream().filter(result -> result.flow() == flow).findFirst();
    }
}
