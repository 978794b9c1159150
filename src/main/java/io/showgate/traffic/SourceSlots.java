package io.showgate.traffic;

import java.util.random.RandomGenerator;

/**
 * A fixed number of slots for any number of sources. A hash selects the slot of a source, so sources may share a slot.
 * A source cannot choose its slot, because every start has a new hash key. Immutable, and without allocation.
 */
public final class SourceSlots {

    /** The golden ratio as a fraction of 2^64. It is odd, so that a multiplication loses no bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int count;
    private final long key;

    /**
     * Slots with a new hash key.
     *
     * @param bits the number of slots is 2 to the power of this, at most 24
     * @param random gives the key of the hash
     */
    public SourceSlots(int bits, RandomGenerator random) {
        count = 1 << bits;
        key = random.nextLong() | 1;
    }

    /** The number of slots. */
    public int count() {
        return count;
    }

    /** The slot of a source, from 0. */
    public int of(String source) {
        long hash = key;
        for (int i = 0; i < source.length(); i++) {
            hash = (hash ^ source.charAt(i)) * key;
            hash ^= hash >>> 29;
        }
        return spread(hash);
    }

    /** The slot of a source that is named by a number. */
    int of(long source) {
        long hash = (source ^ key) * key;
        hash = (hash ^ (hash >>> 32)) * key;
        return spread(hash ^ (hash >>> 29));
    }

    private int spread(long hash) {
        return (int) ((hash * SPREAD) >>> 40) & (count - 1);
    }
}
