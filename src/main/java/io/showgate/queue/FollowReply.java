package io.showgate.queue;

import java.util.List;

/**
 * A snapshot with the part of the admission log that leads to it.
 *
 * @param firstVersion the version of the first entry, 0 without any
 * @param changes the entries in order, as {@link ActiveUsers#apply} reads them
 */
record FollowReply(QueueSnapshot snapshot, long firstVersion, List<String> changes) {

    /** Reads the answer of {@code follow.lua}. */
    static FollowReply of(ScriptAnswer answer) {
        long nowMillis = answer.number();
        var run = answer.text();
        long sequence = answer.number();
        long waiting = answer.number();
        long returned = answer.number();
        long active = answer.number();
        long oldestMillis = answer.number();
        var state = QueueState.of(answer.fields());
        var ranks = new Ranks(state.frontier(), sequence, answer.numbers(), answer.numbers(), answer.numbers());
        var positions = behindGap(ranks, answer.number(), answer.number());
        var snapshot =
                new QueueSnapshot(run, nowMillis, sequence, waiting, returned, active, oldestMillis, positions, state);
        return new FollowReply(snapshot, answer.number(), answer.texts());
    }

    /**
     * Keeps positions from becoming too high because of numbers that were skipped after a loss. Before a person behind
     * the gap there are at most the people who wait before the gap and the numbers given since.
     */
    private static Positions behindGap(Ranks ranks, long gap, long before) {
        return number -> {
            long position = ranks.position(number);
            return number > gap && gap > 0 ? Math.min(position, before + number - gap) : position;
        };
    }

    /** The version of the last entry. */
    long lastVersion() {
        return firstVersion + changes.size() - 1;
    }

    /** True if the entries continue what was applied up to that version, without a gap. */
    boolean continues(long version) {
        return changes.isEmpty() ? snapshot.version() == version : firstVersion == version + 1;
    }

    /** True if the entries reach up to the snapshot. */
    boolean isComplete() {
        return changes.isEmpty() || lastVersion() >= snapshot.version();
    }
}
