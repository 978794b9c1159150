package io.showgate.connection;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A set that has room for a limited number of elements. One more takes the place of the oldest. Thread-safe.
 *
 * @param <E> an element
 */
class LimitedSet<E> {

    private final SequencedSet<E> oldestFirst = new LinkedHashSet<>();
    private final int most;

    LimitedSet(int most) {
        this.most = most;
    }

    /** Adds an element, unless it is there already. Returns the element that has to go instead, or null. */
    @Nullable
    final synchronized E add(E element) {
        oldestFirst.add(element);
        return oldestFirst.size() > most ? oldestFirst.removeFirst() : null;
    }

    final synchronized void remove(E element) {
        oldestFirst.remove(element);
    }

    final synchronized int size() {
        return oldestFirst.size();
    }
}
