package io.showgate.queue;

import io.showgate.queue.PresenceBatch.Person;
import java.util.List;

/**
 * Collects the presence of people in one queue and the use of their sessions, and writes both to Redis in batches, so
 * that a poll or a gate request costs no call. Thread-safe.
 */
final class PresenceWriter {

    /** A session is extended when a tenth of it is used up, not at every request. */
    private static final int EXTENSIONS_PER_SESSION = 10;

    private final QueueScripts scripts;
    private final QueueReplica replica;
    private final QueueRecovery recovery;
    private final PresenceBatch seen = new PresenceBatch();
    private final PresenceBatch used = new PresenceBatch();

    PresenceWriter(QueueScripts scripts, QueueReplica replica, QueueRecovery recovery) {
        this.scripts = scripts;
        this.replica = replica;
        this.recovery = recovery;
    }

    /** Notes that a person who waits was seen. */
    void noteSeen(String user, long number) {
        seen.note(user, number);
    }

    /** Notes that a user used their session, if that may extend it. */
    void noteUse(String user) {
        long now = replica.redisMillis();
        var session = replica.actives().find(user, now);
        long length = replica.state().settings().session().toMillis();
        if (session != null
                && session.expiryMillis() < session.deadlineMillis()
                && session.expiryMillis() - now < length - length / EXTENSIONS_PER_SESSION) {
            used.note(user, session.number());
        }
    }

    /**
     * Writes the notes since the last call. Redis may not know some of the people. Places that it lost are put back.
     * For the other people, Redis is asked before their next answer.
     */
    void flush() {
        for (var batch : used.take(QueueScripts.BATCH)) {
            scripts.extend(PresenceBatch.users(batch));
        }
        for (var batch : seen.take(QueueScripts.BATCH)) {
            recovery.restore(unknown(batch)).forEach(this::doubt);
        }
    }

    private List<Person> unknown(List<Person> batch) {
        var users = scripts.see(batch);
        return batch.stream().filter(person -> users.contains(person.user())).toList();
    }

    private void doubt(Person person) {
        if (person.number() > replica.snapshot().frontier()) {
            replica.findings().doubt(person.number());
        }
    }
}
