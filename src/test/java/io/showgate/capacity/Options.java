package io.showgate.capacity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.ApplicationArguments;

/** What stands behind the command; everything has a default. */
record Options(ApplicationArguments arguments) {

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

    void refuseUnknown() {
        var unknown = new TreeSet<>(arguments.getOptionNames());
        unknown.removeAll(KNOWN);
        arguments.getNonOptionArgs().stream()
                .filter(word -> !word.equals("check"))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new UsageException("Not understood: " + String.join(", ", unknown) + "; --help says what there is");
        }
    }

    boolean isHelp() {
        return arguments.containsOption("help");
    }

    boolean isCheck() {
        return arguments.getNonOptionArgs().contains("check");
    }

    Set<String> flows() {
        return text("flows").map(names -> Set.of(names.split(","))).orElse(Set.of());
    }

    Optional<String> url() {
        return text("url");
    }

    /** What the Showgate that is started is configured by, in its own place. */
    Optional<Path> settings() {
        var file = text("settings").map(Path::of);
        if (file.isPresent() && url().isPresent()) {
            throw new UsageException("--settings is for a Showgate that is started, and the one of --url runs already");
        }
        file.filter(path -> !Files.isReadable(path)).ifPresent(missing -> {
            throw new UsageException("There is no file " + missing);
        });
        return file;
    }

    String management() {
        return text("management").orElse("http://localhost:8082");
    }

    String operator() {
        return text("operator").orElse("operator:operator");
    }

    int cores() {
        return number("cores", 1, 1, 1_000);
    }

    int memory() {
        return number("memory", 1_024, 256, 1 << 20);
    }

    int hold() {
        return number("hold", 10, 1, 3_600);
    }

    int most() {
        return number("most", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
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

    Path report() {
        return Path.of(text("report").orElse("target/capacity"));
    }

    private Optional<String> text(String name) {
        var values = arguments.getOptionValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.size() != 1 || values.getFirst().isBlank()) {
            throw new UsageException("--" + name + " needs one value, as in --" + name + "=…");
        }
        return Optional.of(values.getFirst());
    }

    private int number(String name, int otherwise, int least, int most) {
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
}
