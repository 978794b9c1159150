package io.showgate.recording;

import io.showgate.recording.RecordStream.Entry;
import io.showgate.recording.Recordable.Rejected;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Records one batch: reads it from a stream, has it committed, and only then removes it from the stream. A batch that
 * fails stays in the stream, and this instance or another one reads it again. An entry that the database cannot accept
 * becomes a dead letter. Stateless and thread-safe.
 */
final class BatchRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRecorder.class);

    /** The SQL state with which a trigger refuses a row. */
    private static final String REFUSED_BY_TRIGGER = "45000";

    private final int batch;
    private final Duration takeover;

    /**
     * A recorder of batches of this size.
     *
     * @param batch the most entries of a batch
     * @param takeover how long another consumer may hold an entry before this one takes it over
     */
    BatchRecorder(int batch, Duration takeover) {
        this.batch = batch;
        this.takeover = takeover;
    }

    /**
     * Records the next batch.
     *
     * @param consumer the name of the thread, which no other thread of any instance has
     * @param again true to record the entries that this consumer read before and could not record
     * @return how many entries the batch had
     * @throws RuntimeException if Redis or the database does not answer; nothing is lost then
     */
    int recordNext(Recordable recordable, String consumer, boolean again) {
        return record(recordable, recordable.stream().read(consumer, batch, again));
    }

    /** Records entries that another consumer read and left. */
    int takeOver(Recordable recordable, String consumer) {
        return record(recordable, recordable.stream().takeover(consumer, takeover, batch));
    }

    private static int record(Recordable recordable, List<Entry> entries) {
        if (!entries.isEmpty()) {
            long start = System.nanoTime();
            settle(recordable, entries);
            recordable.batches().finished(entries.size(), Duration.ofNanos(System.nanoTime() - start));
        }
        return entries.size();
    }

    private static void settle(Recordable recordable, List<Entry> entries) {
        try {
            finish(recordable, entries, recordable.batches().record(entries));
        } catch (DataAccessException refused) {
            isolate(recordable, entries, refused);
        }
    }

    private static void finish(Recordable recordable, List<Entry> entries, List<Rejected> rejected) {
        rejected.forEach(each -> reject(recordable, each));
        var dead = rejected.stream().map(each -> each.entry().id()).collect(Collectors.toSet());
        var recorded =
                entries.stream().map(Entry::id).filter(id -> !dead.contains(id)).toList();
        if (!recorded.isEmpty()) {
            recordable.stream().acknowledge(recorded);
        }
    }

    /** Finds the entries of a batch that the database refuses, so that they do not delay the others. */
    private static void isolate(Recordable recordable, List<Entry> entries, DataAccessException refused) {
        if (!isAboutTheData(refused)) {
            throw refused;
        }
        if (entries.size() > 1) {
            entries.forEach(entry -> settle(recordable, List.of(entry)));
        } else {
            var reason = "The database refused it: " + root(refused).getMessage();
            reject(recordable, new Rejected(entries.getFirst(), reason));
        }
    }

    /** Drivers differ in the exception for a row that a trigger refuses, but agree on the SQL state. */
    private static boolean isAboutTheData(DataAccessException refused) {
        return refused instanceof DataIntegrityViolationException
                || (root(refused) instanceof SQLException cause && REFUSED_BY_TRIGGER.equals(cause.getSQLState()));
    }

    private static void reject(Recordable recordable, Rejected rejected) {
        recordable.stream().deadLetter(rejected.entry(), rejected.reason());
        LOG.warn(
                "{}: entry {} is a dead letter now: {}",
                recordable.name(),
                rejected.entry().id(),
                rejected.reason());
    }

    private static Throwable root(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
