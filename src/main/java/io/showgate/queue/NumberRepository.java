package io.showgate.queue;

import io.showgate.database.DatabaseGuard;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records in the database up to which number places may have been given, in large steps. After a loss of Redis, the
 * sequence continues above this number. No request to join waits for it. Thread-safe, also across instances: a
 * reservation locks the row of the queue.
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
     * @param epoch when the queue began to exist, in ms, as Redis knows it; 0 if Redis does not
     * @param newEpoch the same for a queue that the database does not know yet
     * @param sequence the last number given, as far as Redis knows
     * @param step how many numbers to reserve behind it
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    NumberReservation reserve(String queue, long epoch, long newEpoch, long sequence, long step) {
        return DatabaseGuard.inBackground(() -> Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.update(
                    "insert ignore into queue_sequence (queue, epoch, reserved) values (?, ?, 0)",
                    queue,
                    epoch == 0 ? newEpoch : epoch);
            var before = jdbc.queryForObject(
                    "select epoch, reserved from queue_sequence where queue = ? for update",
                    (row, _) -> new NumberReservation(row.getLong(1), row.getLong(2), row.getLong(2)),
                    queue);
            return extend(queue, Objects.requireNonNull(before), epoch, sequence, step);
        })));
    }

    private NumberReservation extend(String queue, NumberReservation before, long epoch, long sequence, long step) {
        var after = new NumberReservation(
                epoch == 0 ? before.epoch() : epoch, before.reserved(), Math.max(before.reserved(), sequence) + step);
        jdbc.update(
                "update queue_sequence set epoch = ?, reserved = ? where queue = ?",
                after.epoch(),
                after.limit(),
                queue);
        return after;
    }
}
