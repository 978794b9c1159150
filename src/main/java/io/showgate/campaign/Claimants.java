package io.showgate.campaign;

/**
 * The people who have a claim, as 64-bit hashes in an open-addressing table: 16 to 32 bytes for each person instead of
 * a hundred. A person who is not in the table certainly has no claim. A person who is in it may have one, and only
 * Redis knows. One thread adds. Any thread may ask, and sees at least the people who were added before a volatile write
 * that it has read.
 */
final class Claimants {

    private static final int SMALLEST = 1 << 10;

    private volatile long[] table = new long[SMALLEST];
    private volatile int size;
    private int added;

    /** Adds a user; adding one again changes nothing. */
    void add(String user) {
        if (2 * (added + 1) > table.length) {
            grow();
        }
        if (insert(table, hash(user))) {
            size = ++added;
        }
    }

    boolean mayContain(String user) {
        var slots = table;
        long hash = hash(user);
        for (int i = slot(slots, hash); slots[i] != 0; i = i + 1 & slots.length - 1) {
            if (slots[i] == hash) {
                return true;
            }
        }
        return false;
    }

    /** How many people were added. */
    int size() {
        return size;
    }

    private void grow() {
        var larger = new long[2 * table.length];
        for (long hash : table) {
            if (hash != 0) {
                insert(larger, hash);
            }
        }
        table = larger;
    }

    private static boolean insert(long[] slots, long hash) {
        int i = slot(slots, hash);
        while (slots[i] != 0) {
            if (slots[i] == hash) {
                return false;
            }
            i = i + 1 & slots.length - 1;
        }
        slots[i] = hash;
        return true;
    }

    private static int slot(long[] slots, long hash) {
        return (int) hash & slots.length - 1;
    }

    /** FNV-1a with the finaliser of SplitMix64, so that all bits depend on all characters; never 0. */
    private static long hash(String user) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < user.length(); i++) {
            hash = (hash ^ user.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }
}
