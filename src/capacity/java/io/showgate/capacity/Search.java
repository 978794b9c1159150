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
 * Looks for the highest load at which something holds: doubles it until it does not hold, and halves the interval until
 * it is narrow. On a machine with other work a trial fails now and then for no reason of ours, and seldom succeeds for
 * none: what fails is tried again and fails for good the second time; what is found in the end is tried again too, and
 * has to hold twice before it has failed twice. Where the load generator is at its end, the search is too. Trials serve
 * every question that is asked.
 */
final class Search {

    /** Makes one trial. */
    @FunctionalInterface
    interface Measure {

        /**
         * Puts that load on.
         *
         * @param toGo how many loads the answer needs from this one on if none has to be repeated; 0 while nobody knows
         */
        Trial of(int load, int toGo);
    }

    private final Flow.Range range;
    private final double width;
    private final Measure measure;
    private final NavigableMap<Integer, List<Trial>> trials = new TreeMap<>();

    /** @param width how narrow the interval has to be, as a share of its lower end */
    Search(Flow.Range range, double width, Measure measure) {
        this.range = range;
        this.width = width;
        this.measure = measure;
    }

    /** The highest load at which this holds; 0 if there is none. */
    Capacity highest(Predicate<Trial> holds) {
        int good = 0;
        int bad = 0;
        for (int load = range.first(); bad == 0 && good < range.bound(); load = Math.min(2 * load, range.bound())) {
            if (isTrue(load, holds, 1, 0)) {
                good = load;
            } else {
                bad = load;
            }
        }
        return settled(good, bad, holds);
    }

    private Capacity settled(int lower, int upper, Predicate<Trial> holds) {
        int good = lower;
        int bad = upper;
        while (true) {
            while (bad > 0 && isWide(good, bad) && !isTheLoadsEnd(bad)) {
                int middle = (good + bad) / 2;
                if (isTrue(middle, holds, 1, halvings(good, bad) + 1)) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            if (good == 0 || isTrue(good, holds, 2, 1)) {
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

    /** Whether nobody can tell here what a load does that lies between. */
    private boolean isTheLoadsEnd(int bad) {
        return trials.getOrDefault(bad, List.of()).stream()
                .allMatch(trial -> trial.saturation().isOfTheLoad());
    }

    /** Whether it holds so many times before it has failed twice. */
    private boolean isTrue(int load, Predicate<Trial> holds, int times, int toGo) {
        var made = trials.computeIfAbsent(load, _ -> new ArrayList<>());
        while (count(made, holds) < times && count(made, holds.negate()) < 2) {
            made.add(measure.of(load, toGo));
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

    /** The one in the middle of those of which this is true. */
    private @Nullable Trial typical(int load, Predicate<Trial> which) {
        var made = trials.getOrDefault(load, List.of()).stream()
                .filter(which)
                .sorted(Comparator.comparingDouble(trial -> trial.millis().p95()))
                .toList();
        return made.isEmpty() ? null : made.get(made.size() / 2);
    }

    /** Every trial, in the order of load. */
    List<Trial> trials() {
        return trials.values().stream().flatMap(List::stream).toList();
    }
}
