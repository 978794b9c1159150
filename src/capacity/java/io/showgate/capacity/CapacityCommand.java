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
              --hold=10         seconds for which each load is held; in a check as long as in the report, if not said
              --width=0.1       how narrow the search gets, as a share of the load
              --most=N          a load that is not exceeded, where the flow's own bound is higher
              --report=target/capacity
                                the folder for report.html, report.md, report.json and showgate.yaml; those of an
                                earlier report are moved to the folder "previous" in it
            """;

    private static final int MOST_WARM_UPS = 5;
    private static final double STILL_WARMING = 0.8;
    private static final double VERY_QUICK = 0.05;

    private static final int USUAL_HOLD = 10;

    private final Options options;
    private final Optional<Report> stored;
    private final int hold;
    private final K6 k6;
    private int announced;

    private CapacityCommand(Options options) {
        this.options = options;
        this.stored = options.isCheck()
                ? Optional.of(Report.read(options.report().resolve("report.json")))
                : Optional.empty();
        this.hold = options.hold().or(() -> stored.map(Report::holdSeconds)).orElse(USUAL_HOLD);
        this.k6 = new K6(Path.of("k6-scripts"), options.report().resolve("k6"), hold);
    }

    /** The exit status is 0, 1 where a check found less than the report says, or 2 where nothing could be measured. */
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tellWhatIsThere(results)));
        for (var flow : options.flows()) {
            results.add(find(flow, showgate));
            if (results.size() == 1) {
                Report.setAside(options.report());
            }
            new Report(begun, Machine.description(), commit(), showgate.description(), hold, results)
                    .write(options.report());
        }
        System.out.printf(
                "The report is in %s, the configuration that follows in %s%n",
                options.report().resolve("report.html"), options.report().resolve("showgate.yaml"));
        return 0;
    }

    /** Where the search has ended before its end, whatever the reason. */
    private void tellWhatIsThere(List<Report.Result> results) {
        int wanted = options.flows().size();
        if (results.isEmpty()) {
            System.err.println("capacity: ended in the first flow, so there is no report of it");
        } else if (results.size() < wanted) {
            System.err.printf(
                    "capacity: ended early; the report in %s has %d of %d flows%n",
                    options.report(), results.size(), wanted);
        }
    }

    private Report.Result find(Flow flow, Showgate showgate) {
        var range = range(flow);
        System.out.printf(
                Locale.ROOT,
                "%s (%s), from %,d to at most %,d %s%n",
                flow.title(),
                flow.id(),
                range.first(),
                range.bound(),
                flow.unit());
        warmUp(flow, showgate);
        var search = new Search(
                range, options.width(), (load, toGo) -> shown(flow, hold(flow, load, whatFor(toGo), showgate)));
        var optimal = search.highest(trial -> trial.isServedWell(flow.limit()));
        var maximum = search.highest(Trial::isSurvived);
        var result = new Report.Result(flow, optimal, maximum, search.trials());
        System.out.println("  " + Summary.found(result));
        return result;
    }

    private int check(Report report) {
        try (var showgate = showgate()) {
            report.differences(showgate.description()).forEach(System.out::println);
            boolean allWell = true;
            for (var result : report.flows()) {
                var flow = result.flow();
                System.out.println(flow.title() + " (" + flow.id() + ")");
                warmUp(flow, showgate);
                allWell &= new Regression(
                                result, load -> shown(flow, hold(flow, load, "", showgate)), System.out::println)
                        .isStillServedWell();
            }
            return allWell ? 0 : 1;
        }
    }

    /**
     * Code that has just been loaded is no measure: the first load is sent until its answers get no quicker by a fifth,
     * or are very quick. The flow that asks how long people wait for their turn has the queue of the earlier system.
     *
     * @throws UsageException if not one request succeeds, because then it is not the load that is too much
     */
    private void warmUp(Flow flow, Showgate showgate) {
        if (flow == Flow.QUEUE_THEN_DATES) {
            showgate.admit(100, 10);
        } else {
            showgate.admit(10_000, 1);
        }
        double before = Double.MAX_VALUE;
        for (int turn = 0; turn < MOST_WARM_UPS; turn++) {
            var trial = hold(flow, range(flow).first(), ", to warm up", showgate);
            System.out.println("    " + line(trial));
            if (!trial.isSurvived()) {
                System.out.println("    What has just started refuses what it is too slow for; this does not count.");
            }
            if (trial.failed() == 1 || trial.requests() == 0) {
                throw new UsageException("Not one request succeeded, so there is nothing to be measured; see "
                        + options.report().resolve("k6"));
            }
            double p95 = trial.millis().p95();
            if (p95 > STILL_WARMING * before || p95 < VERY_QUICK * flow.limit().toMillis()) {
                return;
            }
            before = p95;
        }
    }

    private Flow.Range range(Flow flow) {
        int bound = Math.min(flow.range().bound(), options.most());
        return new Flow.Range(Math.min(flow.range().first(), bound), bound);
    }

    private static String whatFor(int toGo) {
        return switch (toGo) {
            case 0 -> "";
            case 1 -> ", to confirm the answer";
            default -> ", some %d loads from the answer".formatted(toGo);
        };
    }

    /**
     * Says so first: it takes as long as the load is held, and the time in which people come before and finish after.
     */
    private Trial hold(Flow flow, int load, String what, Showgate showgate) {
        var again = load == announced ? ", once more" : "";
        System.out.printf(Locale.ROOT, "  %,d %s, held for %d s%s%s%n", load, flow.unit(), hold, again, what);
        announced = load;
        return k6.hold(flow, load, showgate);
    }

    private static Trial shown(Flow flow, Trial trial) {
        var usage = trial.usage();
        System.out.printf(
                Locale.ROOT,
                "    %s; Showgate %.1f of %.0f cores, its servers %.1f, k6 %.1f, other work %.1f; %s%n",
                line(trial),
                usage.application(),
                usage.applicationCores(),
                usage.servers(),
                usage.generator(),
                usage.others(),
                verdict(trial, flow));
        return trial;
    }

    private static String verdict(Trial trial, Flow flow) {
        if (trial.isServedWell(flow.limit())) {
            return "served well";
        }
        return "%s: %s; used up: %s"
                .formatted(
                        trial.isSurvived() ? "survived, but not served well" : "not survived",
                        trial.missedOfServedWell(flow.limit()),
                        trial.saturation());
    }

    private static String line(Trial trial) {
        return String.format(
                Locale.ROOT,
                "%,.0f requests/s, p90 %s, p95 %s, %s failed, %s right, %s did not come",
                trial.rate(),
                Row.seconds(trial.millis().p90()),
                Row.seconds(trial.millis().p95()),
                Row.percent(trial.failed()),
                Row.percent(trial.checks()),
                Row.percent(trial.dropped()));
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
