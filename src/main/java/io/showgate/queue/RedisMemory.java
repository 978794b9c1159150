package io.showgate.queue;

/**
 * The memory of the Redis node that holds a queue.
 *
 * @param policy which keys the node drops when its memory is full, for example {@code volatile-lru}; empty if not known
 * @param usedBytes how much memory the node uses; NaN if not known
 */
record RedisMemory(String policy, double usedBytes) {

    /** Before the first answer. */
    static final RedisMemory UNKNOWN = new RedisMemory("", Double.NaN);

    /** Reads the answer of {@code memory.lua}. */
    static RedisMemory of(ScriptAnswer answer) {
        var policy = answer.text();
        var used = answer.text();
        return new RedisMemory(policy, used.isEmpty() ? Double.NaN : Double.parseDouble(used));
    }

    /** True if Redis may drop people who wait. */
    boolean mayDropPeople() {
        return policy.startsWith("allkeys-");
    }

    /** True if a full memory refuses new people although pages of the catalogue could be dropped. */
    boolean dropsNothing() {
        return policy.equals("noeviction");
    }
}
