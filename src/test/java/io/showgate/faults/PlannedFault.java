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
 * @param after how long all is well before it
 * @param fault what happens
 * @param victim the instance that it happens to, if it is one
 * @param lasting how long it lasts
 */
record PlannedFault(Duration after, Fault fault, int victim, Duration lasting) {

    private static final Duration SHORTEST_CALM = Duration.ofMillis(500);
    private static final Duration LONGEST_CALM = Duration.ofMillis(2_500);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration VERY_LONG = Duration.ofSeconds(15);
    private static final int ONE_IN_SO_MANY_IS_VERY_LONG = 20;

    /** Draws so many: the same for the same seed, and each kind once before any comes again. */
    static List<PlannedFault> draw(long seed, List<Fault> kinds, int count, int instances) {
        var random = new Random(seed);
        Deque<Fault> deck = new ArrayDeque<>();
        var plan = new ArrayList<PlannedFault>();
        while (plan.size() < count) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(kinds, random));
            }
            plan.add(new PlannedFault(
                    between(SHORTEST_CALM, LONGEST_CALM, random),
                    deck.pop(),
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
        return random.nextInt(ONE_IN_SO_MANY_IS_VERY_LONG) == 0 ? VERY_LONG : LONGEST;
    }

    private static Duration between(Duration least, Duration most, Random random) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }

    @Override
    public String toString() {
        return "%s at %d for %d ms after %d ms".formatted(fault, victim, lasting.toMillis(), after.toMillis());
    }
}
