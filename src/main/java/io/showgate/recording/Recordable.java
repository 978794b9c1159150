package io.showgate.recording;

import io.showgate.recording.RecordStream.Entry;
import java.time.Duration;
import java.util.List;

/**
 * A subject whose entries are recorded: its stream, the amount of work in it, and the way its batches are written.
 * Implementations are thread-safe, and there is one instance for each subject.
 */
public interface Recordable {

    /** An entry that can never be recorded, with the reason for the operator. */
    record Rejected(Entry entry, String reason) {}

    /** Writes batches into the database. */
    interface Batches {

        /**
         * Records these entries in one transaction and does what follows from the commit. Recording an entry again
         * changes nothing.
         *
         * @return the entries that become dead letters; all others are committed
         * @throws org.springframework.dao.DataAccessException if nothing is committed
         */
        List<Rejected> record(List<Entry> entries);

        /**
         * Called when a batch is acknowledged.
         *
         * @param entries how many entries it had
         * @param took the time since it was read
         */
        void finished(int entries, Duration took);
    }

    /** The subject for log lines, such as {@code Campaign 12}. */
    String name();

    RecordStream stream();

    Batches batches();

    /** True if there may be entries to record. */
    boolean hasWork();

    /** True while people use the subject now and its recording can wait. */
    boolean isRushed();

    /** True once there is nothing left to record, now or later. */
    boolean isOver();
}
