package io.showgate.capacity;

import io.showgate.support.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.DefaultApplicationArguments;

/** What {@code k6-scripts/capacity} runs. */
public final class CapacityCommand {

    private static final String HELP = """
            k6-scripts/capacity [options]          finds what an installation bears, and writes a report
            k6-scripts/capacity check [options]    sends what a report says was served well, and fails if it is not any more

              --flows=A,B       only these: concert-list, search, visit, queue-then-dates, flash-drop, issue-token
              --cores=1         cores and megabytes of memory of the Showgate that is started for it
              --memory=1024
              --settings=FILE   its configuration beyond the defaults, as the showgate.yaml of an earlier report
              --url=http://localhost:8081 --management=http://localhost:8082
                                one that runs on this machine already, instead; its queue fills up with people
              --operator=NAME:PASSWORD
                                the operator of that one
              --hold=10         seconds for which each load is held
              --width=0.1       how narrow the search gets, as a share of the load
              --most=N          a load that is not exceeded, where the flow's own bound is higher
              --report=target/capacity
                                the folder for report.html, report.md, report.json and showgate.yaml
            """;

    private final Options options;

    private CapacityCommand(Options options) {
        this.options = options;
    }

    /** The exit status is 0, 1 where a check found less than the report says, or 2 where nothing could be measured. */
    public static void main(String[] arguments) {
        var options = new Options(new DefaultApplicationArguments(arguments));
        int status = 2;
        try {
            status = options.isHelp() ? help() : new CapacityCommand(options).run();
        } catch (UsageException | ServerStartException refused) {
            System.err.println("capacity: " + refused.getMessage());
        } catch (UncheckedIOException gone) {
            System.err.println("capacity: Showgate does not answer any more (" + gone.getMessage()
                    + "). The flows that were found until then are in the report.");
        }
        System.exit(status);
    }

    private static int help() {
        System.out.print(HELP);
        return 0;
    }

    private int run() {
        options.refuseUnknown();
        var flows = Flow.named(options.flows());
        try (var showgate = showgate()) {
            var k6 = new K6(Path.of("k6-scripts"), options.report().resolve("k6"), showgate, options.hold());
            return options.isCheck() ? check(flows, showgate, k6) : find(flows, showgate, k6);
        }
    }

    private Showgate showgate() {
        var settings = options.settings();
        return options.url()
                .map(url -> Showgate.running(url, options.management(), options.operator()))
                .orElseGet(() -> Showgate.started(options.cores(), options.memory(), settings));
    }

    private int find(List<Flow> flows, Showgate showgate, K6 k6) {
        var begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var results = new ArrayList<Report.Result>();
        for (var flow : flows) {
            results.add(find(flow, showgate, k6));
            new Report(begun, Machine.description(), commit(), showgate.description(), options.hold(), results)
                    .write(options.report());
        }
        System.out.println("The report is in " + options.report().resolve("report.html"));
        return 0;
    }

    private Report.Result find(Flow flow, Showgate showgate, K6 k6) {
        System.out.println(flow.title() + " (" + flow.id() + ")");
        prepare(flow, showgate);
        var range = range(flow);
        k6.hold(flow, range.first()); // code that has just been loaded is no measure
        var search = new Search(range, options.width(), load -> shown(k6.hold(flow, load)));
        var optimal = search.highest(trial -> trial.isServedWell(flow.limit()));
        var maximum = search.highest(Trial::isSurvived);
        var result = new Report.Result(flow, optimal, maximum, search.trials());
        System.out.println("  " + Summary.found(result));
        return result;
    }

    private int check(List<Flow> flows, Showgate showgate, K6 k6) {
        var report = Report.read(options.report().resolve("report.json"));
        boolean allWell = true;
        for (var flow : flows) {
            var stored = report.of(flow);
            if (stored.isPresent()) {
                prepare(flow, showgate);
                k6.hold(flow, range(flow).first());
                allWell &= new Regression(stored.get(), load -> shown(k6.hold(flow, load))).isStillServedWell();
            }
        }
        return allWell ? 0 : 1;
    }

    /** The flow that asks how long people wait for their turn has the queue of the earlier system. */
    private static void prepare(Flow flow, Showgate showgate) {
        if (flow == Flow.QUEUE_THEN_DATES) {
            showgate.admit(100, 10);
        } else {
            showgate.admit(10_000, 1);
        }
    }

    private Flow.Range range(Flow flow) {
        int bound = Math.min(flow.range().bound(), options.most());
        return new Flow.Range(Math.min(flow.range().first(), bound), bound);
    }

    private static Trial shown(Trial trial) {
        System.out.printf(
                Locale.ROOT,
                "  %,7d: %,7.0f requests/s, p90 %s, p95 %s, %s failed, %s right, %s did not come; Showgate %.1f of %.0f cores, k6 %.1f; %s%n",
                trial.load(),
                trial.rate(),
                Row.seconds(trial.millis().p90()),
                Row.seconds(trial.millis().p95()),
                Row.percent(trial.failed()),
                Row.percent(trial.checks()),
                Row.percent(trial.dropped()),
                trial.usage().application(),
                trial.usage().applicationCores(),
                trial.usage().generator(),
                trial.saturation());
        return trial;
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
