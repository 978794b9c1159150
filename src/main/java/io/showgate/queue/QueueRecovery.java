package io.showgate.queue;

import io.showgate.queue.PresenceBatch.Person;
import io.showgate.queue.QueueProperties.Recovery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one queue in a run of Redis that does not know it, and brings back what Redis lost. The database knows the
 * highest number that may have been given, so the sequence goes on above it. The instances remember the active users.
 * People who wait prove their numbers with their tokens, so they are put back when they ask. Every instance does its
 * part and none leads. Thread-safe, except that {@link #bringBack} and {@link #settling} are called by one thread at a
 * time.
 */
final class QueueRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(QueueRecovery.class);

    private final String queue;
    private final QueueScripts scripts;
    private final NumberRepository numbers;
    private final Recovery bounds;
    private final LongAccumulator given = new LongAccumulator(Math::max, 0);
    private final LongAdder losses = new LongAdder();
    private final LongAdder restored = new LongAdder();
    private final LongAdder readmitted = new LongAdder();
    private @Nullable QueueSnapshot beforeLoss;

    QueueRecovery(String queue, QueueScripts scripts, NumberRepository numbers, Recovery bounds) {
        this.queue = queue;
        this.scripts = scripts;
        this.numbers = numbers;
        this.bounds = bounds;
    }

    /** Notes a number that Redis has given, so that it is never given again, even after a loss. */
    void noteGiven(long number) {
        given.accumulate(number);
    }

    /**
     * Opens the queue in a run of Redis that does not know it.
     *
     * @param found what Redis knows
     * @param known what this instance knew before
     * @throws org.springframework.dao.DataAccessException if the database does not say up to which number places were
     *     given; the queue stays closed then
     */
    void open(QueueSnapshot found, QueueSnapshot known) {
        long highest = Math.max(given.get(), known.sequence());
        var reserved = reserve(found, Math.max(highest, found.sequence()));
        var opening = scripts.open(found, reserved, known, highest, bounds.settle());
        if (opening == Opening.LOST) {
            losses.increment();
            LOG.warn(
                    "Queue {}: Redis lost data. Numbers go on above {}. People get a lost place back when they ask."
                            + " No one is admitted for {}",
                    queue,
                    reserved.reserved(),
                    bounds.settle());
        } else if (opening == Opening.OPENED) {
            LOG.info("Queue {} is open; numbers go on above {}", queue, reserved.reserved());
        }
    }

    private NumberReservation reserve(QueueSnapshot now, long sequence) {
        return numbers.reserve(queue, now.epoch(), now.nowMillis(), sequence, bounds.reserve());
    }

    /** Reserves more numbers when half of the reserved ones are used up. */
    void reserveAhead(QueueSnapshot now) {
        if (now.isOpen() && now.state().limit() - now.sequence() < bounds.reserve() / 2) {
            scripts.open(now, reserve(now, now.sequence()), QueueSnapshot.NONE, 0, bounds.settle());
        }
    }

    /**
     * Brings back the active users that Redis lost, after the queue was opened again. Only instances know the users who
     * were admitted after the last entry of the log that Redis kept.
     */
    void bringBack(QueueSnapshot fresh, QueueSnapshot before, ActiveUsers actives) {
        beforeLoss = before;
        if (fresh.epoch() == before.epoch() && fresh.state().foundVersion() < before.version()) {
            readmit(actives.all());
        }
    }

    private void readmit(Map<String, ActiveUsers.Session> sessions) {
        var part = new HashMap<String, ActiveUsers.Session>();
        for (var each : sessions.entrySet()) {
            part.put(each.getKey(), each.getValue());
            if (part.size() == QueueScripts.RECOVERY_BATCH) {
                readmitted.add(scripts.readmit(part));
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            readmitted.add(scripts.readmit(part));
        }
    }

    /** The snapshot to answer from. While people come back after a loss, it has the positions from before the loss. */
    QueueSnapshot settling(QueueSnapshot fresh) {
        var before = beforeLoss;
        if (before == null) {
            return fresh;
        }
        if (!fresh.isSettling() || before.epoch() != fresh.epoch()) {
            beforeLoss = null;
            return fresh;
        }
        return fresh.settlingAfter(before);
    }

    /**
     * Puts back people whose places Redis lost, and returns the others. Only Redis says which numbers were lost,
     * because the replica of this instance may be from before.
     */
    List<Person> restore(List<Person> unknown) {
        var others = new ArrayList<Person>();
        for (int from = 0; from < unknown.size(); from += QueueScripts.RECOVERY_BATCH) {
            var part = unknown.subList(from, Math.min(from + QueueScripts.RECOVERY_BATCH, unknown.size()));
            var refused = scripts.restore(part);
            part.stream().filter(person -> refused.contains(person.user())).forEach(others::add);
            restored.add(part.size() - refused.size());
        }
        return others;
    }

    /** How often this instance found that Redis had lost data. */
    long losses() {
        return losses.sum();
    }

    /** How many places this instance put back. */
    long restored() {
        return restored.sum();
    }

    /** How many sessions this instance brought back. */
    long readmitted() {
        return readmitted.sum();
    }
}
