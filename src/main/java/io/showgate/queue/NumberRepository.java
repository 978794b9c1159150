package io.showgate.queue;

import io.showgate.database.DatabaseGuard;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records durably up to which number places may have been given, in steps, so that the sequence goes on above every one
 * of them after Redis was lost. Nothing of it is on the way of somebody who joins. Thread-safe, also across instances:
 * who reserves locks the queue's row.
 */
@Component
class NumberRepository {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    NumberRepository(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Reserves numbers.
     *
     * @param epoch since when the queue exists, in ms, as Redis knows it; 0 if it does not
     * @param newEpoch the same for a queue that nobody knows yet
     * @param sequence the last number given, as far as Redis knows
     * @param step how many numbers to reserve behind it
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    Reservation reserve(String queue, long epoch, long newEpoch, long sequence, long step) {
        return DatabaseGuard.inBackground(() -> Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.update(
                    "insert ignore into queue_sequence (queue, epoch, reserved) values (?, ?, 0)",
                    queue,
                    epoch == 0 ? newEpoch : epoch);
            var before = jdbc.queryForObject(
                    "select epoch, reserved from queue_sequence where queue = ? for update",
                    (row, _) -> new Reservation(row.getLong(1), row.getLong(2), row.getLong(2)),
                    queue);
            return extend(queue, Objects.requireNonNull(before), epoch, sequence, step);
        })));
    }

    private Reservation extend(String queue, Reservation before, long epoch, long sequence, long step) {
        var after = new Reservation(
                epoch == 0 ? before.epoch() : epoch, before.reserved(), Math.max(before.reserved(), sequence) + step);
        jdbc.update(
                "update queue_sequence set epoch = ?, reserved = ? where queue = ?",
                after.epoch(),
                after.limit(),
                queue);
        return after;
    }
}
