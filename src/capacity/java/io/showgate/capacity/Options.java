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
 * What stands behind the command, all of it understood and possible; everything has a default.
 *
 * @param isHelp whether only to say what there is
 * @param isCheck whether to check a report instead of making one
 * @param flows what is asked, in its own order
 * @param cores how many of the machine's cores a Showgate may use that is started
 * @param memory its memory in MB
 * @param settings what it is configured by
 * @param running the one that runs already, to be asked instead
 * @param hold seconds for which each load is held, if it is said
 * @param width how narrow the search gets, as a share of the load
 * @param most the load that is not exceeded, whatever the flow's own bound
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
     * A Showgate that runs already.
     *
     * @param url where it serves
     * @param management where its metrics are
     * @param operator name and password of its operator, with a colon between
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
     * Understands them before anything is started.
     *
     * @throws UsageException for the first that cannot be understood or carried out
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
            throw new UsageException("--settings is for a Showgate that is started, and the one of --url runs already");
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
                        "Not understood: " + String.join(", ", unknown) + "; --help says what there is");
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

        int number(String name, int otherwise, int least, int most) {
            try {
                int number = text(name).map(Integer::parseInt).orElse(otherwise);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException refusedBelow) {
                // is refused like a number that is out of range
            }
            throw new UsageException("--%s is a whole number from %d to %d".formatted(name, least, most));
        }

        double width() {
            try {
                double width = text("width").map(Double::parseDouble).orElse(0.1);
                if (width >= 0.01 && width <= 1) {
                    return width;
                }
            } catch (NumberFormatException refusedBelow) {
                // is refused like a number that is out of range
            }
            throw new UsageException("--width is a number from 0.01 to 1");
        }
    }
}
