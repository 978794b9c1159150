package io.showgate.queue;

/**
 * The result of one call of {@code admit.lua}.
 *
 * @param admitted how many people it admitted
 * @param skipped how many people it passed by because they were absent
 * @param expired how many sessions it ended
 * @param full true if Redis has no memory for new data
 */
record Tick(int admitted, int skipped, int expired, boolean full) {

    /** Reads the answer of the script. */
    static Tick of(ScriptAnswer answer) {
        return new Tick(answer.count(), answer.count(), answer.count(), answer.flag());
    }
}
