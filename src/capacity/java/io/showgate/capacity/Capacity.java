package io.showgate.capacity;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The highest load at which a condition holds.
 *
 * @param load that load, in the flow's unit; 0 if there is none
 * @param trial a typical trial at that load; null if there is none
 * @param above a typical trial at the lowest load at which the condition does not hold; null if it holds at the highest
 *     load of the search
 */
record Capacity(int load, @Nullable Trial trial, @Nullable Trial above) {

    /**
     * True if the real capacity may be higher: the search reached its highest load, or the load generator its limit.
     */
    boolean isAtLeast() {
        return above == null || above.saturation().isOutsideShowgate();
    }

    /** The load as text. */
    String people() {
        return (isAtLeast() ? "at least " : "") + Row.grouped(load);
    }

    /**
     * Says which conditions the next load misses and which resource was used up.
     *
     * @param missed says in words which conditions a trial misses
     */
    String limitedBy(Function<Trial, String> missed) {
        return above == null
                ? "nothing: no higher load was tried"
                : "at %s: %s (%s)".formatted(Row.grouped(above.load()), missed.apply(above), above.saturation());
    }
}
