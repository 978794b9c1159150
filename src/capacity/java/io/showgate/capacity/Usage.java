package io.showgate.capacity;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The resources in use during a trial. Cores are the mean of the busier half of the samples, so that the beginning and
 * the end of a trial do not count. Ports, the pool and the heap are the highest sample.
 *
 * @param application cores that Showgate used
 * @param applicationCores cores that it may use
 * @param generator cores that k6 used
 * @param machine the share of all of the machine's cores in use, from 0 to 1
 * @param machineCores how many cores the machine has
 * @param redis cores that Redis used; it can use one; 0 where unknown
 * @param database cores that the database used; 0 where unknown
 * @param ports the share of the machine's ports for outgoing connections in use, from 0 to 1
 * @param pool the most database connections in use at once
 * @param poolSize how many database connections the pool may open
 * @param poolWaiting the most threads that waited for a connection at once
 * @param heapMegabytes the most heap in use, garbage included
 */
record Usage(
        double application,
        double applicationCores,
        double generator,
        double machine,
        int machineCores,
        double redis,
        double database,
        double ports,
        int pool,
        int poolSize,
        int poolWaiting,
        int heapMegabytes) {

    static final Usage UNKNOWN = new Usage(0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);

    /**
     * Cores that processes outside the trial used; 0 where the servers' share is unknown, because it would be included.
     */
    double otherWork() {
        return redis == 0 ? 0 : Math.max(0, machine * machineCores - application - generator - servers());
    }

    /** Cores that Redis and the database used; 0 where unknown. */
    double servers() {
        return redis + database;
    }

    /** Combines samples of about a second each. */
    static Usage of(List<Usage> samples) {
        if (samples.isEmpty()) {
            return UNKNOWN;
        }
        var last = samples.getLast();
        return new Usage(
                busierHalf(samples, Usage::application),
                last.applicationCores,
                busierHalf(samples, Usage::generator),
                busierHalf(samples, Usage::machine),
                last.machineCores,
                busierHalf(samples, Usage::redis),
                busierHalf(samples, Usage::database),
                most(samples, Usage::ports),
                (int) most(samples, Usage::pool),
                last.poolSize,
                (int) most(samples, Usage::poolWaiting),
                (int) most(samples, Usage::heapMegabytes));
    }

    private static double busierHalf(List<Usage> samples, ToDoubleFunction<Usage> figure) {
        return samples.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(samples.size() / 2)
                .average()
                .orElse(0);
    }

    private static double most(List<Usage> samples, ToDoubleFunction<Usage> figure) {
        return samples.stream().mapToDouble(figure).max().orElse(0);
    }
}
