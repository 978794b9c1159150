package io.showgate.queue;

import java.util.Arrays;

/**
 * Positions of people whose turn has not come, computed in memory. The cost does not depend on how many people wait. A
 * position is exact within {@value #HEAD} numbers of the frontier. Behind that it is an upper bound, too high by less
 * than one part in {@value #PARTS} of the distance. From one refresh to the next no position rises; {@code follow.lua}
 * says why. Immutable.
 */
final class Ranks implements Positions {

    /** How many numbers from the frontier on are known one by one. */
    static final int HEAD = 1024;

    /** Into how many parts each doubling of the distance behind the head is divided. */
    static final int PARTS = 64;

    /** The positions before anyone has joined. */
    static final Ranks NONE = new Ranks(0, 0, new long[0], new long[0], new long[0]);

    private final long frontier;
    private final long sequence;
    private final long[] head;
    private final long[] bounds;
    private final long[] counts;

    /**
     * Positions from the counts of {@code follow.lua}.
     *
     * @param frontier the highest number whose turn has come
     * @param sequence the last number given
     * @param head the numbers that wait from the frontier on, ascending
     * @param bounds numbers from the head's end on, ascending; none if every number between frontier and sequence waits
     * @param counts how many wait between the frontier and each bound
     */
    Ranks(long frontier, long sequence, long[] head, long[] bounds, long[] counts) {
        this.frontier = frontier;
        this.sequence = sequence;
        this.head = head;
        this.bounds = bounds;
        this.counts = counts;
    }

    @Override
    public long position(long number) {
        if (bounds.length == 0) {
            return number - frontier;
        }
        if (number <= bounds[0]) {
            return positionInHead(number);
        }
        return sequence <= bounds[0] ? head.length + (number - sequence) : positionBehindHead(number);
    }

    private long positionInHead(long number) {
        int at = Arrays.binarySearch(head, number);
        if (at >= 0) {
            return at + 1L;
        }
        return number > sequence ? head.length + (number - sequence) : 0;
    }

    private long positionBehindHead(long number) {
        int at = Arrays.binarySearch(bounds, Math.min(number - 1, sequence));
        int lower = at >= 0 ? at : -at - 2;
        int upper = lower + 1;
        long distance = number - bounds[lower];
        // The last part may still fill up. With its count so far, positions would rise later.
        boolean complete = upper < bounds.length && bounds[upper] <= sequence;
        return counts[lower] + (complete ? Math.min(distance, counts[upper] - counts[lower]) : distance);
    }
}
