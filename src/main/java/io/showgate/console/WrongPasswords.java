package io.showgate.console;

import io.showgate.traffic.SourceSlots;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Remembers the wrong passwords of very many sources in a fixed number of {@linkplain SourceSlots slots}, so that
 * memory is bounded, and sources in the same slot wait together. The slots also bound the guesses of all sources
 * together. Not thread-safe.
 */
final class WrongPasswords {

    /** 4,096 slots. */
    private static final int SLOT_BITS = 12;

    /** The first wait is this part of the longest. Five doublings come near it: 1 s and 30 s by default. */
    private static final int FIRST_PART = 30;

    private static final int MOST_DOUBLINGS = 5;

    private static final long SHORTEST_MEMORY = Duration.ofMinutes(15).toNanos();

    private final SourceSlots slots;
    private final int[] counts;
    private final long[] lastNanos;
    private final int free;
    private final long longestNanos;
    /** A slot without a wrong password for this long is empty again. It must last longer than a wait. */
    private final long memoryNanos;

    /**
     * Slots without a wrong password.
     *
     * @param free wrong passwords without a wait
     * @param longest the longest wait
     * @param random gives the key of the hash
     */
    WrongPasswords(int free, Duration longest, RandomGenerator random) {
        this.free = free;
        longestNanos = longest.toNanos();
        memoryNanos = Math.max(SHORTEST_MEMORY, 2 * longestNanos);
        slots = new SourceSlots(SLOT_BITS, random);
        counts = new int[slots.count()];
        lastNanos = new long[slots.count()];
    }

    /** How long the source must still wait, in ns; 0 if it need not. */
    long rest(String source, long nanos) {
        int slot = slots.of(source);
        return Math.max(0, wait(count(slot, nanos)) - (nanos - lastNanos[slot]));
    }

    /** The wait doubles with each wrong password beyond the free ones. */
    private long wait(int count) {
        return count < free
                ? 0
                : Math.min(longestNanos, (longestNanos / FIRST_PART) << Math.min(count - free, MOST_DOUBLINGS));
    }

    /** Notes a wrong password. Returns true if it is the one that makes this source wait for the first time. */
    boolean add(String source, long nanos) {
        int slot = slots.of(source);
        int count = count(slot, nanos) + 1;
        counts[slot] = Math.min(count, free + MOST_DOUBLINGS);
        lastNanos[slot] = nanos;
        return count == free;
    }

    private int count(int slot, long nanos) {
        return nanos - lastNanos[slot] > memoryNanos ? 0 : counts[slot];
    }
}
