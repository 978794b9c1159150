package io.showgate.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the highest load at which a condition holds: doubles the load until the condition fails, and then halves the
 * interval until it is narrow. On a machine with other work, a trial sometimes fails although Showgate is not the
 * cause, and rarely succeeds by luck. So a load that fails is tried once more, and counts as failed after the second
 * failure. The load of the result must succeed twice before it fails twice. The search ends early where the load
 * generator reaches its limit. All conditions share the trials.
 */
final class Search {

    /** Makes one trial at a load. */
    @FunctionalInterface
    interface Measure {

        /**
         * Sends this load.
         *
         * @param remaining how many loads are left in the search, this one included, if none is repeated; 0 while
         *     unknown
         */
        Trial of(int load, int remaining);
    }

    private final Flow.Range range;
    private final double width;
    private final Measure measure;
    private final NavigableMap<Integer, List<Trial>> trials = new TreeMap<>();

    /** @param width how narrow the interval has to become, as a share of its lower end */
    Search(Flow.Range range, double width, Measure measure) {
        this.range = range;
        this.width = width;
        this.measure = measure;
    }

    /** The highest load at which a condition holds; 0 if there is none. */
    Capacity highest(Predicate<Trial> holds) {
        int good = 0;
        int bad = 0;
        for (int load = range.first(); bad == 0 && good < range.bound(); load = Math.min(2 * load, range.bound())) {
            if (holdsAt(load, holds, 1, 0)) {
                good = load;
            } else {
                bad = load;
            }
        }
        return narrowed(good, bad, holds);
    }

    private Capacity narrowed(int lower, int upper, Predicate<Trial> holds) {
        int good = lower;
        int bad = upper;
        while (true) {
            while (bad > 0 && isWide(good, bad) && !isLimitedOutsideShowgate(bad)) {
                int middle = (good + bad) / 2;
                if (holdsAt(middle, holds, 1, halvings(good, bad) + 1)) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            if (good == 0 || holdsAt(good, holds, 2, 1)) {
                return capacity(good, bad, holds);
            }
            bad = good;
            good = highestKnownBelow(bad, holds);
        }
    }

    private boolean isWide(int good, int bad) {
        return bad - good > Math.max(1, width * good);
    }

    private int halvings(int good, int bad) {
        int halvings = 0;
        for (double wide = bad - good; wide > Math.max(1, width * good); wide /= 2) {
            halvings++;
        }
        return halvings;
    }

    /** True if this load could not be sent as intended, so that loads below it would prove nothing either. */
    private boolean isLimitedOutsideShowgate(int bad) {
        return trials.getOrDefault(bad, List.of()).stream()
                .allMatch(trial -> trial.saturation().isOutsideShowgate());
    }

    /** True if the condition holds this many times before it fails twice. */
    private boolean holdsAt(int load, Predicate<Trial> holds, int times, int remaining) {
        var made = trials.computeIfAbsent(load, _ -> new ArrayList<>());
        while (count(made, holds) < times && count(made, holds.negate()) < 2) {
            made.add(measure.of(load, remaining));
        }
        return count(made, holds) >= times;
    }

    private int highestKnownBelow(int bad, Predicate<Trial> holds) {
        return trials.headMap(bad, false).descendingMap().entrySet().stream()
                .filter(made -> count(made.getValue(), holds) > 0 && count(made.getValue(), holds.negate()) < 2)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static long count(List<Trial> made, Predicate<Trial> holds) {
        return made.stream().filter(holds).count();
    }

    private Capacity capacity(int good, int bad, Predicate<Trial> holds) {
        return new Capacity(good, typical(good, holds), bad == 0 ? null : typical(bad, holds.negate()));
    }

    /** The trial with the median p95 among those that satisfy a condition. */
    private @Nullable Trial typical(int load, Predicate<Trial> which) {
        var made = trials.getOrDefault(load, List.of()).stream()
                .filter(which)
                .sorted(Comparator.comparingDouble(trial -> trial.millis().p95()))
                .toList();
        return made.isEmpty() ? null : made.get(made.size() / 2);
    }

    /** All trials, in the order of their loads. */
    List<Trial> trials() {
        return trials.values().stream().flatMap(List::stream).toList();
    }
}
