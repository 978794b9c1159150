package io.showgate.capacity;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was in use during a trial: the mean of the busier half of the samples, so that neither the beginning nor the end
 * counts, and of the pool the most.
 *
 * @param application cores that Showgate used
 * @param applicationCores cores that it may use
 * @param generator cores that k6 used
 * @param machine the share of all of the machine's cores in use, from 0 to 1
 * @param machineCores how many cores the machine has
 * @param redis cores that Redis used, of the one that it can use; 0 where that cannot be seen
 * @param database cores that the database used; 0 where that cannot be seen
 * @param ports the share of the machine's ports for outgoing connections in use, from 0 to 1
 * @param pool connections to the database in use at most
 * @param poolSize how many there may be
 * @param poolWaiting how many threads waited for one at most
 * @param heapMegabytes heap in use at most, garbage included
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
     * Cores that were used by what has nothing to do with the trial; 0 where the servers cannot be seen, whose share
     * that would be too.
     */
    double others() {
        return redis == 0 ? 0 : Math.max(0, machine * machineCores - application - generator - servers());
    }

    /** Cores that Redis and the database used; 0 where that cannot be seen. */
    double servers() {
        return redis + database;
    }

    /** One of many samples, about a second each. */
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
