package io.showgate.capacity;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The highest load at which something holds.
 *
 * @param load that load, in the flow's unit; 0 if none
 * @param trial a typical trial of it
 * @param above a typical trial of the lowest load at which it does not hold; null if it held at the bound of the search
 */
record Capacity(int load, @Nullable Trial trial, @Nullable Trial above) {

    /** Whether more could not be asked: the search ended at its bound, or the load at its own. */
    boolean isAtLeast() {
        return above == null || above.saturation().isOfTheLoad();
    }

    /** How many people, in words. */
    String people() {
        return (isAtLeast() ? "at least " : "") + Row.grouped(load);
    }

    /**
     * What stands in the way of more: what the next load lacked, and what was used up.
     *
     * @param missed what a trial lacks, in words
     */
    String limitedBy(Function<Trial, String> missed) {
        return above == null
                ? "nothing: more was not asked"
                : "%s: %s (%s)".formatted(Row.grouped(above.load()), missed.apply(above), above.saturation());
    }
}
