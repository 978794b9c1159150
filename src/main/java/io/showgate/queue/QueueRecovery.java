package io.showgate.queue;

import io.showgate.queue.MarkBatch.Mark;
import io.showgate.queue.QueueProperties.Recovery;
import io.showgate.queue.QueueScripts.Opening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one queue in a run of Redis that does not know it, and brings back what Redis lost: the sequence goes on above
 * every number ever given, which the database knows; those who were inside come from the instances' pictures; and those
 * who wait are put back at their own numbers when they ask, since their tokens prove them. Every instance does its part
 * and none leads. Thread-safe.
 */
final class QueueRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(QueueRecovery.class);

    private final String queue;
    private final QueueScripts scripts;
    private final NumberRepository numbers;
    private final Recovery bounds;
    private final LongAdder losses = new LongAdder();
    private final LongAdder restored = new LongAdder();
    private final LongAdder readmitted = new LongAdder();

    QueueRecovery(String queue, QueueScripts scripts, NumberRepository numbers, Recovery bounds) {
        this.queue = queue;
        this.scripts = scripts;
        this.numbers = numbers;
        this.bounds = bounds;
    }

    /**
     * Opens the queue in the run of Redis that was found not to know it.
     *
     * @param found what Redis knows
     * @param known what this instance knew before
     * @param given the highest number that this instance has given
     * @throws org.springframework.dao.DataAccessException if the database does not say up to where numbers were given;
     *     the queue stays closed then
     */
    void open(QueueSnapshot found, QueueSnapshot known, long given) {
        long highest = Math.max(given, known.sequence());
        var reserved = reserve(found, Math.max(highest, found.sequence()));
        var opening = scripts.open(found, reserved, known, highest, bounds.settle());
        if (opening == Opening.LOST) {
            losses.increment();
            LOG.warn(
                    "Queue {}: Redis lost data. Numbers go on above {}; whoever lost a place gets it back by asking,"
                            + " and nobody is let in for {}",
                    queue,
                    reserved.reserved(),
                    bounds.settle());
        } else if (opening == Opening.OPENED) {
            LOG.info("Queue {} is open; numbers go on above {}", queue, reserved.reserved());
        }
    }

    private Reservation reserve(QueueSnapshot now, long sequence) {
        return numbers.reserve(queue, now.epoch(), now.nowMillis(), sequence, bounds.reserve());
    }

    /** Reserves more numbers when half of those reserved are used up. */
    void reserveAhead(QueueSnapshot now) {
        if (now.isOpen() && now.limit() - now.sequence() < bounds.reserve() / 2) {
            scripts.open(now, reserve(now, now.sequence()), QueueSnapshot.NONE, 0, bounds.settle());
        }
    }

    /**
     * Puts back those of whom Redis knows nothing if it lost their places; returns the others. Which numbers were lost
     * is for Redis to say, since this instance's picture may be of before.
     */
    List<Mark> restore(List<Mark> unknown) {
        var others = new ArrayList<Mark>();
        for (int from = 0; from < unknown.size(); from += QueueScripts.FEWER) {
            var part = unknown.subList(from, Math.min(from + QueueScripts.FEWER, unknown.size()));
            var refused = scripts.restore(part).stream().map(Object::toString).collect(Collectors.toSet());
            part.stream().filter(mark -> refused.contains(mark.user())).forEach(others::add);
            restored.add(part.size() - refused.size());
        }
        return others;
    }

    /** Brings back those who were inside. */
    void readmit(Map<String, ActiveUsers.Session> inside) {
        var part = new HashMap<String, ActiveUsers.Session>();
        for (var each : inside.entrySet()) {
            part.put(each.getKey(), each.getValue());
            if (part.size() == QueueScripts.FEWER) {
                readmitted.add(scripts.readmit(part));
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            readmitted.add(scripts.readmit(part));
        }
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
