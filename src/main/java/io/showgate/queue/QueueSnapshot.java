package io.showgate.queue;

import java.time.Duration;
import java.util.Map;

/**
 * One queue at one moment: everything that an instance needs to answer from memory until the next refresh. Immutable.
 *
 * @param run the id of the run of Redis that answered
 * @param nowMillis the time of Redis when the snapshot was taken
 * @param sequence the last number given
 * @param waiting how many people wait, including those who came back after their turn
 * @param returned how many of them came back after their turn
 * @param active how many users are active
 * @param oldestMillis when the next in turn joined, 0 if no one waits
 * @param positions the positions of people whose turn has not come
 * @param state settings that operators changed, bookkeeping and counters
 */
record QueueSnapshot(
        String run,
        long nowMillis,
        long sequence,
        long waiting,
        long returned,
        long active,
        long oldestMillis,
        Positions positions,
        QueueState state) {

    /** Before the first refresh: nothing is known. */
    static final QueueSnapshot NONE = new QueueSnapshot("", 0, 0, 0, 0, 0, 0, Ranks.NONE, QueueState.of(Map.of()));

    /** The position of a number behind the frontier: 1 for the next in turn, 0 if no one waits with this number. */
    long position(long number) {
        return positions.position(number);
    }

    /** When this queue began to exist, in ms; 0 while Redis does not know it. */
    long epoch() {
        return state.epoch();
    }

    /** The last entry of the admission log. */
    long version() {
        return state.version();
    }

    /** The highest number whose turn has come. */
    long frontier() {
        return state.frontier();
    }

    /** True if the run of Redis that answered knows the queue. */
    boolean isOpen() {
        return state.isOpenIn(run);
    }

    /** True if the queue was opened since that snapshot, so that Redis may have lost data in between. */
    boolean isOpenedSince(QueueSnapshot before) {
        return !state.opened().equals(before.state.opened());
    }

    /** True while people whose places were lost may come back. No one is admitted meanwhile. */
    boolean isSettling() {
        return state.isSettlingAt(nowMillis);
    }

    /** True if every ticking instance finds that the services behind the gate cannot take more people. */
    boolean isHeld() {
        return state.isHeldAt(nowMillis);
    }

    /** How many people joined. Numbers that were skipped after a loss do not count. */
    long joined() {
        return sequence - state.unused();
    }

    /** How long the next in turn has waited, to a second; zero if no one waits. */
    Duration oldestWait() {
        return oldestMillis == 0 ? Duration.ZERO : Duration.ofSeconds(Math.max(0, nowMillis - oldestMillis) / 1000);
    }

    /**
     * This snapshot while people whose places were lost come back. It has the positions of the snapshot before the
     * loss, so that no position rises as people come back. People who have joined since stand behind all of those.
     */
    QueueSnapshot settlingAfter(QueueSnapshot before) {
        long last = before.sequence();
        long waited = before.waiting() - before.returned();
        long goneOn = Math.max(last, state.lastLost());
        Positions settling = number ->
                number <= last ? before.position(number) : waited + number - (number > goneOn ? goneOn : last);
        return new QueueSnapshot(run, nowMillis, sequence, waiting, returned, active, oldestMillis, settling, state);
    }
}
