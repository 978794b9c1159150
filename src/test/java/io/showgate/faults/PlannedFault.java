package io.showgate.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One fault of a chaos run.
 *
 * @param after the time without faults before it
 * @param fault the kind of fault
 * @param victim the index of the instance that it affects, if it affects one
 * @param lasting how long it lasts
 */
record PlannedFault(Duration after, Fault fault, int victim, Duration lasting) {

    private static final Duration SHORTEST_CALM = Duration.ofMillis(500);
    private static final Duration LONGEST_CALM = Duration.ofMillis(2_500);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration VERY_LONG = Duration.ofSeconds(15);
    private static final int FAULTS_PER_VERY_LONG_ONE = 20;

    /**
     * Plans this many faults at random. The same seed gives the same plan, and every kind occurs once before any kind
     * occurs again.
     */
    static List<PlannedFault> plan(long seed, List<Fault> kinds, int count, int instances) {
        var random = new Random(seed);
        Deque<Fault> remaining = new ArrayDeque<>();
        var plan = new ArrayList<PlannedFault>();
        while (plan.size() < count) {
            if (remaining.isEmpty()) {
                remaining.addAll(shuffled(kinds, random));
            }
            plan.add(new PlannedFault(
                    between(SHORTEST_CALM, LONGEST_CALM, random),
                    remaining.pop(),
                    random.nextInt(instances),
                    between(SHORTEST, longest(random), random)));
        }
        return plan;
    }

    private static List<Fault> shuffled(List<Fault> kinds, Random random) {
        var shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Duration longest(Random random) {
        return random.nextInt(FAULTS_PER_VERY_LONG_ONE) == 0 ? VERY_LONG : LONGEST;
    }

    private static Duration between(Duration least, Duration most, Random random) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }

    @Override
    public String toString() {
        return "%s at instance %d for %d ms after %d ms".formatted(fault, victim, lasting.toMillis(), after.toMillis());
    }
}
