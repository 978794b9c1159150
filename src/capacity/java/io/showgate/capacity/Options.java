package io.showgate.capacity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;

/**
 * The options of the command, already validated. Every option has a default.
 *
 * @param isHelp true to print the help only
 * @param isCheck true to check an earlier report instead of writing a new one
 * @param flows the flows to measure, in the order of {@link Flow}
 * @param cores how many of the machine's cores the started Showgate may use
 * @param memory the memory of the started Showgate in MB
 * @param settings a file with settings for the started Showgate
 * @param running a Showgate that already runs; it is measured instead
 * @param hold seconds for which each load is held, if given
 * @param width how narrow the search becomes, as a share of the load
 * @param most the highest load, where the flow's own limit is higher
 * @param report the folder of the report
 */
record Options(
        boolean isHelp,
        boolean isCheck,
        List<Flow> flows,
        int cores,
        int memory,
        Optional<Path> settings,
        Optional<Running> running,
        Optional<Integer> hold,
        double width,
        int most,
        Path report) {

    /**
     * A Showgate that already runs.
     *
     * @param url the address of the application
     * @param management the address of its metrics
     * @param operator the name and password of its operator, separated by a colon
     */
    record Running(String url, String management, String operator) {}

    private static final Set<String> KNOWN = Set.of(
            "flows",
            "cores",
            "memory",
            "settings",
            "url",
            "management",
            "operator",
            "hold",
            "width",
            "most",
            "report",
            "help");

    /**
     * Parses and validates the arguments before anything starts.
     *
     * @throws UsageException for the first argument that is not valid
     */
    static Options of(String... words) {
        var values = new Values(new DefaultApplicationArguments(words));
        var running = values.text("url")
                .map(url -> new Running(
                        url,
                        values.text("management").orElse("http://localhost:8082"),
                        values.text("operator").orElse("operator:operator")));
        var options = new Options(
                values.arguments.containsOption("help"),
                values.arguments.getNonOptionArgs().contains("check"),
                Flow.named(values.text("flows")
                        .map(names -> Set.of(names.split(",")))
                        .orElse(Set.of())),
                values.number("cores", 1, 1, Runtime.getRuntime().availableProcessors()),
                values.number("memory", 1_024, 256, 1 << 20),
                values.text("settings").map(Options::readable),
                running,
                values.text("hold").map(_ -> values.number("hold", 1, 1, 3_600)),
                values.width(),
                values.number("most", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
                Path.of(values.text("report").orElse("target/capacity")));
        values.refuseUnknown();
        if (options.settings.isPresent() && running.isPresent()) {
            throw new UsageException(
                    "--settings is for a Showgate that the command starts; it cannot be used with --url");
        }
        return options;
    }

    private static Path readable(String file) {
        var path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new UsageException("There is no file " + path);
        }
        return path;
    }

    private record Values(ApplicationArguments arguments) {

        void refuseUnknown() {
            var unknown = new TreeSet<>(arguments.getOptionNames());
            unknown.removeAll(KNOWN);
            arguments.getNonOptionArgs().stream()
                    .filter(word -> !word.equals("check"))
                    .forEach(unknown::add);
            if (!unknown.isEmpty()) {
                throw new UsageException(
                        "Unknown argument: " + String.join(", ", unknown) + "; --help lists all options");
            }
        }

        Optional<String> text(String name) {
            var values = arguments.getOptionValues(name);
            if (values == null) {
                return Optional.empty();
            }
            if (values.size() != 1 || values.getFirst().isBlank()) {
                throw new UsageException("--" + name + " needs one value, as in --" + name + "=…");
            }
            return Optional.of(values.getFirst());
        }

        int number(String name, int byDefault, int least, int most) {
            try {
                int number = text(name).map(Integer::parseInt).orElse(byDefault);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException refusedBelow) {
                /* It is refused below, like a number that is out of range. */
            }
            throw new UsageException("--%s must be a whole number from %d to %d".formatted(name, least, most));
        }

        double width() {
            try {
                double width = text("width").map(Double::parseDouble).orElse(0.1);
                if (width >= 0.01 && width <= 1) {
                    return width;
                }
            } catch (NumberFormatException refusedBelow) {
                /* It is refused below, like a number that is out of range. */
            }
            throw new UsageException("--width must be a number from 0.01 to 1");
        }
    }
}
