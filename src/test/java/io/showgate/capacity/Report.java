package io.showgate.capacity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    record Result(Flow flow, Capacity optimal, Capacity maximum, List<Trial> trials) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    static Report read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Report.class);
        } catch (IOException | JacksonException unreadable) {
            throw new UsageException("There is no report in " + file + ": " + unreadable.getMessage());
        }
    }

    /** Writes it for programs, for readers of the sources, and for everybody. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("report.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.writeString(folder.resolve("report.md"), new MarkdownReport(this).text());
            Files.writeString(folder.resolve("report.html"), new HtmlReport(this).text());
            Files.writeString(folder.resolve("showgate.yaml"), Advice.of(this).yaml());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    Optional<Result> of(Flow flow) {
        return flows.stream().filter(result -> result.flow() == flow).findFirst();
    }
}
