package io.showgate.capacity;

import io.showgate.support.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The command {@code k6-scripts/capacity}: finds the capacity of an installation, or checks an earlier report. */
public final class CapacityCommand {

    private static final String HELP = """
            k6-scripts/capacity [options]          finds the capacity of an installation and writes a report
            k6-scripts/capacity check [options]    sends the load that a report says was served well, and fails if it is
                                                   not served well any more

              --flows=A,B       only these: concert-list, search, visit, queue-then-dates, flash-drop, issue-token
              --cores=1         cores of the Showgate that the command starts
              --memory=1024     its memory in megabytes
              --settings=FILE   its settings beyond the defaults, such as the showgate.yaml of an earlier report
              --url=http://localhost:8081 --management=http://localhost:8082
                                measure a Showgate that already runs on this machine; its queue fills up with people
              --operator=NAME:PASSWORD
                                the operator of that Showgate
              --hold=10         seconds for which each load is held; a check takes them from the report by default
              --width=0.1       how narrow the search becomes, as a share of the load
              --most=N          the highest load, where the flow's own limit is higher
              --report=target/capacity
                                the folder for report.html, report.md, report.json and showgate.yaml; the files of an
                                earlier report move to the folder "previous" in it
            """;

    private static final int DEFAULT_HOLD_SECONDS = 10;

    private final Options options;
    private final Optional<Report> stored;
    private final int holdSeconds;
    private final K6 k6;

    private CapacityCommand(Options options) {
        this.options = options;
        this.stored = options.isCheck()
                ? Optional.of(Report.read(options.report().resolve("report.json")))
                : Optional.empty();
        this.holdSeconds =
                options.hold().or(() -> stored.map(Report::holdSeconds)).orElse(DEFAULT_HOLD_SECONDS);
        this.k6 = new K6(Path.of("k6-scripts"), options.report().resolve("k6"), holdSeconds);
    }

    /**
     * Runs the command. The exit status is 0 for success, 1 if a check finds less than the report says, and 2 if
     * nothing could be measured.
     */
    public static void main(String[] arguments) {
        int status = 2;
        try {
            var options = Options.of(arguments);
            status = options.isHelp() ? help() : new CapacityCommand(options).run();
        } catch (UsageException | ServerStartException refused) {
            System.err.println("capacity: " + refused.getMessage());
        } catch (UncheckedIOException gone) {
            System.err.println("capacity: Showgate does not answer any more (" + gone.getMessage() + ")");
        }
        System.exit(status);
    }

    private static int help() {
        System.out.print(HELP);
        return 0;
    }

    private int run() {
        if (stored.isPresent()) {
            return check(stored.get().only(options.flows()));
        }
        try (var showgate = showgate()) {
            return find(showgate);
        }
    }

    private Showgate showgate() {
        return options.running().map(Showgate::running).orElseGet(() -> {
            System.out.printf(
                    "Starting a Showgate with %d of %d cores and %d MB, its servers and its demo data%n",
                    options.cores(), Runtime.getRuntime().availableProcessors(), options.memory());
            return Showgate.started(options.cores(), options.memory(), options.settings());
        });
    }

    private int find(Showgate showgate) {
        var begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var results = new CopyOnWriteArrayList<Report.Result>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> warnIfIncomplete(results)));
        for (var flow : options.flows()) {
            results.add(find(flow, showgate));
            if (results.size() == 1) {
                Report.movePrevious(options.report());
            }
            new Report(begun, Machine.description(), commit(), showgate.description(), holdSeconds, results)
                    .write(options.report());
        }
        System.out.printf(
                "The report is in %s, the recommended configuration in %s%n",
                options.report().resolve("report.html"), options.report().resolve("showgate.yaml"));
        return 0;
    }

    /** Says how much of the report exists if the command ends before its last flow. */
    private void warnIfIncomplete(List<Report.Result> results) {
        int wanted = options.flows().size();
        if (results.isEmpty()) {
            System.err.println("capacity: ended in the first flow, so there is no report");
        } else if (results.size() < wanted) {
            System.err.printf(
                    "capacity: ended early; the report in %s has %d of %d flows%n",
                    options.report(), results.size(), wanted);
        }
    }

    private Report.Result find(Flow flow, Showgate showgate) {
        var runner = new LoadRunner(flow, options.most(), k6, showgate);
        System.out.printf(
                Locale.ROOT,
                "%s (%s), from %,d to at most %,d %s%n",
                flow.title(),
                flow.id(),
                runner.range().first(),
                runner.range().bound(),
                flow.unit());
        runner.warmUp();
        var search =
                new Search(runner.range(), options.width(), (load, remaining) -> runner.run(load, purpose(remaining)));
        var optimal = search.highest(trial -> trial.isServedWell(flow.limit()));
        var maximum = search.highest(Trial::isSurvived);
        var result = new Report.Result(flow, optimal, maximum, search.trials());
        System.out.println("  " + Summary.found(result));
        return result;
    }

    private static String purpose(int remaining) {
        return switch (remaining) {
            case 0 -> "";
            case 1 -> ", to confirm the result";
            default -> ", about %d loads left in this search".formatted(remaining);
        };
    }

    private int check(Report report) {
        try (var showgate = showgate()) {
            report.differences(showgate.description()).forEach(System.out::println);
            boolean allWell = true;
            for (var result : report.flows()) {
                var flow = result.flow();
                System.out.println(flow.title() + " (" + flow.id() + ")");
                var runner = new LoadRunner(flow, options.most(), k6, showgate);
                runner.warmUp();
                allWell &=
                        new Regression(result, load -> runner.run(load, ""), System.out::println).isStillServedWell();
            }
            return allWell ? 0 : 1;
        }
    }

    private static String commit() {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            var name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return name.isEmpty() ? "unknown" : name;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
