package io.showgate.capacity;

/** Trials of a simulated server. */
final class Trials {

    private static final double MILLIS = 1000;

    private Trials() {}

    /** Answers take longer than a second above {@code well} people, and half of them fail above {@code survived}. */
    static Trial of(int load, int well, int survived) {
        double p95 = load <= well ? MILLIS * load / (well + 1) : 2 * MILLIS;
        double failed = load <= survived ? 0 : 0.5;
        return new Trial(
                load, 10L * load, load, new Trial.Millis(p95 / 2, p95, p95, p95), failed, 1 - failed, 0, 0, idle());
    }

    /** No resource is used up. */
    static Usage idle() {
        return new Usage(0.5, 1, 0.2, 0.4, 2, 0.1, 0.1, 0.01, 3, 10, 0, 200);
    }

    /** Answers take two seconds, with this usage of resources. */
    static Trial slow(int load, Usage usage) {
        var slow = new Trial.Millis(2 * MILLIS, 2 * MILLIS, 2 * MILLIS, 2 * MILLIS);
        return new Trial(load, load, load, slow, 0, 1, 0, 0, usage);
    }

    static Trial with(Usage usage, long refusals) {
        var trial = of(100, 200, 300);
        return new Trial(
                100,
                trial.requests(),
                trial.rate(),
                trial.millis(),
                trial.failed(),
                trial.checks(),
                0,
                refusals,
                usage);
    }
}
