package io.showgate.recording;

import io.showgate.database.DatabaseGuard;
import io.showgate.startup.BackgroundWork;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this instance that record one kind of subject. Each thread visits the subjects that have work, one
 * after the other. If only one transaction of a subject can run at a time, one thread reads the next batch while the
 * database writes the batch of another thread. While the database is away, the threads try again twice a second. Before
 * the instance ends, they finish the batches that they have begun. A subclass names the subjects and reports failures.
 * Thread-safe.
 */
public abstract class RecordingWorkers extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingWorkers.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);
    private static final int BATCHES_OF_A_VISIT = 10;

    private final int threads;
    private final Duration takeover;
    private final BatchRecorder recorder;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean able = new AtomicBoolean(true);

    /** Visitors whose last attempt failed. An attempt with no work says nothing about the database. */
    private final Set<Visitor> failing = ConcurrentHashMap.newKeySet();

    /**
     * Threads that record.
     *
     * @param name the prefix of their names
     * @param threads how many there are, each with one connection to the database while it records
     * @param batch the most entries of a batch, which is one transaction
     * @param takeover how long a consumer may hold an entry before another one records it
     */
    protected RecordingWorkers(String name, int threads, int batch, Duration takeover) {
        super(name, threads, LAST_BATCH);
        this.threads = threads;
        this.takeover = takeover;
        recorder = new BatchRecorder(batch, takeover);
    }

    /** The subjects to record now. */
    protected abstract Collection<Recordable> live();

    /** Called once when the recording begins to fail. */
    protected abstract void failed(Throwable cause);

    /** Called once when the recording works again after a failure. */
    protected abstract void resumed();

    @Override
    protected final void begin() {
        failing.clear();
        for (int i = 0; i < threads; i++) {
            var worker = new Worker();
            every(PAUSE, () -> DatabaseGuard.inBackground(worker));
        }
    }

    @Override
    protected final void end() {
        if (running.get() > 0) {
            LOG.warn("A batch is not finished; another instance or the next start records it");
        }
    }

    private void succeeded(Visitor visitor) {
        if (failing.remove(visitor) && failing.isEmpty() && able.compareAndSet(false, true)) {
            resumed();
        }
    }

    private void failed(Visitor visitor, Throwable failure) {
        failing.add(visitor);
        if (able.compareAndSet(true, false)) {
            failed(failure);
        }
        LOG.debug("{} cannot be recorded", visitor.subject.name(), failure);
    }

    /** One of the threads, with a consumer name of its own. */
    private final class Worker implements Runnable {

        private final String consumer = UUID.randomUUID().toString();
        private final Map<Recordable, Visitor> visitors = new HashMap<>();

        /** Visits all subjects until none of them has more work now. */
        @Override
        public void run() {
            running.incrementAndGet();
            try {
                boolean more;
                do {
                    more = visitAll();
                } while (more && isRunning());
            } finally {
                running.decrementAndGet();
            }
        }

        private boolean visitAll() {
            var subjects = live();
            boolean more = false;
            for (var subject : subjects) {
                more |= visitors.computeIfAbsent(subject, _ -> new Visitor(subject, consumer))
                        .visit();
            }
            if (visitors.size() > subjects.size()) {
                visitors.values().removeIf(Visitor::isOver);
            }
            return more;
        }
    }

    /** The visits of one thread to one subject. */
    private final class Visitor {

        private final Recordable subject;
        private final String consumer;
        private boolean mayHoldEntries;
        private long notBeforeNanos = System.nanoTime();
        private long takeoverNanos = System.nanoTime();

        Visitor(Recordable subject, String consumer) {
            this.subject = subject;
            this.consumer = consumer;
        }

        /** True once nothing of the subject is left, so that its failures are over too. */
        boolean isOver() {
            boolean over = subject.isOver();
            if (over) {
                succeeded(this);
            }
            return over;
        }

        /** True if there is more work now. */
        boolean visit() {
            if (System.nanoTime() - notBeforeNanos < 0) {
                return false;
            }
            try {
                boolean more = record();
                succeeded(this);
                return more;
            } catch (RuntimeException | Error failure) {
                notBeforeNanos = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
                failed(this, failure);
                return false;
            }
        }

        private boolean record() {
            boolean more = false;
            if (mayHoldEntries) {
                more = drain(() -> recorder.recordNext(subject, consumer, true));
            }
            if (subject.hasWork()) {
                more |= drain(() -> recorder.recordNext(subject, consumer, false));
            }
            if (System.nanoTime() - takeoverNanos >= 0) {
                takeoverNanos = System.nanoTime() + takeover.toNanos();
                more |= drain(() -> recorder.takeOver(subject, consumer));
            }
            return more;
        }

        /** Records until nothing is left, but one batch at most during a rush and some batches otherwise. */
        private boolean drain(IntSupplier next) {
            mayHoldEntries = true;
            int most = subject.isRushed() ? 1 : BATCHES_OF_A_VISIT;
            int batches = 0;
            while (batches < most && isRunning() && next.getAsInt() > 0) {
                batches++;
            }
            mayHoldEntries = false;
            return batches == BATCHES_OF_A_VISIT;
        }
    }
}
