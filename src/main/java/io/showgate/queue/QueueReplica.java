package io.showgate.queue;

import io.showgate.redis.RedisTimeBudget;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The live copy of one queue on this instance, and its refresh: the last snapshot, the active users, and the findings
 * about single tokens. Thread-safe: reads take no lock, refreshes run one at a time.
 */
final class QueueReplica {

    /** The longest time that a request waits for a refresh in another thread. */
    private static final int LOOK_MILLIS = 400;

    /** A version beyond every entry of the log, so that no entry is read. */
    private static final long NO_ENTRIES = Long.MAX_VALUE / 2;

    private final QueueSettings configured;
    private final QueueScripts scripts;
    private final QueueRecovery recovery;
    private final Clock clock;
    private final ActiveUsers actives = new ActiveUsers();
    private final TokenFindings findings = new TokenFindings();
    private final AdmissionHistory history = new AdmissionHistory();

    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private volatile long finished;
    private volatile ReplicaState state;

    QueueReplica(QueueSettings configured, QueueScripts scripts, QueueRecovery recovery, Clock clock) {
        this.configured = configured;
        this.scripts = scripts;
        this.recovery = recovery;
        this.clock = clock;
        state = ReplicaState.unknown(configured, history.pace(configured));
    }

    /** The replica as of its last refresh. */
    ReplicaState state() {
        return state;
    }

    QueueSnapshot snapshot() {
        return state.snapshot();
    }

    ActiveUsers actives() {
        return actives;
    }

    TokenFindings findings() {
        return findings;
    }

    /** The time of Redis, even if the clock of this machine is wrong. The ends of all sessions are in this time. */
    long redisMillis() {
        return clock.millis() + state.redisAheadMillis();
    }

    /** How old the snapshot is. */
    Duration age() {
        return state.age(redisMillis());
    }

    /**
     * Runs a script. If the queue is not open in this run of Redis, opens the queue and runs the script once more.
     *
     * @param closed tells from an answer that the queue is not open
     */
    <T> T whenOpen(Supplier<T> script, Predicate<T> closed) {
        var answer = script.get();
        if (!closed.test(answer) || !lookAgain()) {
            return answer;
        }
        recovery.reserveAhead(snapshot());
        return script.get();
    }

    /**
     * Refreshes once for all threads that want it at the same time. A refresh that began earlier does not count,
     * because another run of Redis may have answered it. Returns false if waiting would take too long.
     */
    private boolean lookAgain() {
        long before = begun.get();
        try {
            if (!refreshing.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (finished <= before) {
                refresh();
            }
            return true;
        } finally {
            refreshing.unlock();
        }
    }

    /** Refreshes if this replica has never been loaded. */
    void load() {
        if (!state.isLoaded()) {
            refresh();
        }
    }

    /**
     * Takes a new snapshot and follows the admission log up to it. After a gap in the log it reads all active users
     * again. If Redis does not know the queue, it opens the queue and brings back what was lost.
     *
     * @throws org.springframework.dao.DataAccessException if the queue has to be opened and the database does not
     *     answer
     */
    void refresh() {
        RedisTimeBudget.lock(refreshing);
        try {
            long refresh = begun.incrementAndGet();
            var before = snapshot();
            var reply = scripts.follow(before.version());
            if (!reply.snapshot().isOpen()) {
                recovery.open(reply.snapshot(), before);
                reply = scripts.follow(before.version());
            }
            boolean loaded = state.isLoaded();
            boolean opened = reply.snapshot().isOpenedSince(before);
            if (loaded && opened) {
                recovery.bringBack(reply.snapshot(), before, actives);
            }
            if (!loaded || opened || !reply.continues(before.version())) {
                reply = reload();
            }
            publish(applyAll(reply));
            finished = refresh;
        } finally {
            refreshing.unlock();
        }
    }

    private FollowReply reload() {
        long version = scripts.follow(NO_ENTRIES).snapshot().version();
        actives.load(scripts);
        findings.clear();
        return scripts.follow(version);
    }

    /** Applies the entries of the log, and reads more entries until they reach their snapshot. */
    private QueueSnapshot applyAll(FollowReply first) {
        var reply = first;
        reply.changes().forEach(actives::apply);
        while (!reply.isComplete()) {
            reply = scripts.follow(reply.lastVersion());
            reply.changes().forEach(actives::apply);
        }
        return reply.snapshot();
    }

    private void publish(QueueSnapshot fresh) {
        var settings = configured.withStored(fresh.state().fields());
        history.note(fresh, settings);
        state = ReplicaState.of(
                recovery.settling(fresh), settings, history.pace(settings), fresh.nowMillis() - clock.millis());
    }

    /**
     * Forgets what no answer needs any more: sessions that have expired, and doubts about numbers whose turn has come.
     */
    void forgetPast() {
        var now = snapshot();
        actives.forgetExpired(now.nowMillis()); // not by this machine's clock, which may have just been set
        findings.forgetUpTo(now.frontier());
    }
}
