package io.showgate.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.showgate.queue.QueueScripts.Leaving;
import io.showgate.queue.QueueScripts.Standing;
import io.showgate.redis.RedisAvailability;
import io.showgate.redis.RedisTimeBudget;
import io.showgate.web.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One queue as this instance sees it: a snapshot of the positions, the people inside, and what was noted here to be
 * written later. It answers a poll and the gate from memory; Redis is asked only about a person whose turn has come and
 * who is not inside, or who is known to have left. Thread-safe: answers take no lock; refreshes are serialised.
 */
final class QueueView {

    /** Tokens that will never mean anything again are remembered for a while, so that they cost no Redis call. */
    private static final int ENDED_KEPT = 100_000;

    /** How long a request waits at most for others to find out what Redis knows. */
    private static final int LOOK_MILLIS = 400;

    /** A session is extended when a tenth of it is used up, not at every request. */
    private static final int EXTENSIONS_PER_SESSION = 10;

    /** Several ticks were missed by then; an answer from an older picture says so. */
    private static final Duration STALE = Duration.ofSeconds(2);

    private final String name;
    private final QueueSettings configured;
    private final QueueScripts scripts;
    private final QueueRecovery recovery;
    private final WaitingTokens tokens;
    private final Clock clock;

    private final ActiveUsers actives = new ActiveUsers();
    private final MarkBatch seen = new MarkBatch();
    private final MarkBatch used = new MarkBatch();
    private final SharedCalls<WaitingToken, Standing> lookups = new SharedCalls<>();
    private final ConcurrentHashMap.KeySetView<Long, Boolean> doubted = ConcurrentHashMap.newKeySet();
    private final Cache<WaitingToken, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(ENDED_KEPT)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final AdmissionHistory history = new AdmissionHistory();
    private final RedisAvailability redis = new RedisAvailability();
    private final EvictionCheck eviction;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private final LongAccumulator given = new LongAccumulator(Math::max, 0);

    private volatile QueueSnapshot snapshot = QueueSnapshot.NONE;
    private volatile QueueSettings settings;
    private volatile AdmissionHistory.Pace pace;
    private volatile Admission admission;
    private volatile double rate;
    private volatile long redisAheadMillis;
    private volatile boolean loaded;
    private volatile long finished;
    private @Nullable QueueSnapshot beforeLoss;
    private volatile boolean redisFull;

    QueueView(
            String name,
            QueueSettings configured,
            QueueScripts scripts,
            QueueRecovery recovery,
            WaitingTokens tokens,
            Clock clock) {
        this.name = name;
        this.configured = configured;
        this.scripts = scripts;
        this.recovery = recovery;
        this.tokens = tokens;
        this.clock = clock;
        eviction = new EvictionCheck(name, scripts);
        settings = configured;
        admission = admission(snapshot, configured);
        pace = history.pace(configured);
    }

    String name() {
        return name;
    }

    QueueSettings settings() {
        return settings;
    }

    QueueSnapshot snapshot() {
        return snapshot;
    }

    /** Whether there has been a first refresh; without one nothing can be answered from memory. */
    boolean isLoaded() {
        return loaded;
    }

    /** How old the picture is. */
    Duration age() {
        return Duration.ofMillis(Math.max(0, redisMillis() - snapshot.nowMillis()));
    }

    /** What it had to bring back. */
    QueueRecovery recovery() {
        return recovery;
    }

    /** Whether Redis answers for this queue, as the ticks find out. */
    RedisAvailability redis() {
        return redis;
    }

    /** Whether Redis keeps everybody in the queue, and how much memory it uses. */
    EvictionCheck eviction() {
        return eviction;
    }

    /** Whether the last tick found no memory in Redis for anybody new. */
    boolean isRedisFull() {
        return redisFull;
    }

    private void requireRedis() {
        eviction.require();
        redis.require();
    }

    /** As of when the picture is, if so old that whoever is answered from it should know; null otherwise. */
    @Nullable
    Instant staleSince() {
        return loaded && age().compareTo(STALE) > 0 ? Instant.ofEpochMilli(snapshot.nowMillis()) : null;
    }

    QueueAnswer join(UserId user) {
        requireRedis();
        return placed(() -> scripts.join(configured, user), user.value());
    }

    QueueAnswer bypass(UserId user) {
        requireRedis();
        var answer = placed(() -> scripts.bypass(configured, user), user.value());
        return answer instanceof QueueAnswer.Draining ? new QueueAnswer.Full() : answer;
    }

    private QueueAnswer placed(Supplier<Standing> script, String user) {
        var standing = opened(script, Standing::isClosed);
        given.accumulate(standing.number());
        var token = tokens.write(new WaitingToken(name, standing.epoch(), standing.number(), user));
        return switch (standing.code()) {
            case Standing.NEW, Standing.WAITING -> waiting(token, position(standing.number(), user));
            case Standing.ACTIVE -> inside(token, user, standing);
            case Standing.CLOSED -> new QueueAnswer.Closed();
            default -> new QueueAnswer.Draining();
        };
    }

    /** Runs a script, and once more after looking what this Redis knows if the queue is not open in it. */
    private <T> T opened(Supplier<T> script, Predicate<T> closed) {
        var answer = script.get();
        if (!closed.test(answer) || !lookAgain()) {
            return answer;
        }
        recovery.reserveAhead(snapshot);
        return script.get();
    }

    /**
     * Takes a new snapshot, once for all who want one at the same time, and opens the queue if Redis does not know it;
     * false if that takes too long to wait for. One that was begun before may be of another Redis and does not count.
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

    /**
     * Somebody whom Redis knows to be inside. Whoever is told so passes the gate of this instance from then on: if the
     * picture is not that far yet, it catches up now. Only the log changes it, so that a late answer cannot bring back
     * somebody who has left.
     */
    private QueueAnswer inside(String token, String user, Standing standing) {
        if (actives.find(user, standing.number(), standing.nowMillis()) == null) {
            refresh();
        }
        return active(token, user, standing.session());
    }

    /**
     * Where a place just confirmed by Redis is; somebody back after their turn is asked about, being before the
     * frontier.
     */
    private long position(long number, String user) {
        var now = snapshot;
        long position = number > now.frontier() ? now.position(number) : 0;
        return position > 0
                ? position
                : Math.max(1, scripts.locate(user, number).position());
    }

    /** Where the holder of this token is; asking counts as being seen. */
    QueueAnswer locate(WaitingToken token, String text) {
        eviction.require();
        if (!loaded) {
            requireRedis();
            refresh();
        }
        var session = actives.find(token.user(), redisMillis());
        if (session != null && session.number() == token.number()) {
            return active(text, token.user(), session);
        }
        var now = snapshot;
        boolean otherEpoch = now.epoch() != 0 && now.epoch() != token.epoch();
        if (otherEpoch || ended.getIfPresent(token) != null) {
            return new QueueAnswer.Ended();
        }
        boolean hasAPlace = token.number() > now.frontier() && session == null && !doubted.contains(token.number());
        long position = hasAPlace ? now.position(token.number()) : 0;
        if (position == 0) {
            return ask(token, text);
        }
        seen.note(token.user(), token.number());
        return waiting(text, position);
    }

    /** As {@link #locate}, for a request that uses the session: one that is in use lasts longer. */
    QueueAnswer enter(WaitingToken token, String text) {
        var answer = locate(token, text);
        if (answer instanceof QueueAnswer.Active) {
            noteUse(token.user());
        }
        return answer;
    }

    private void noteUse(String user) {
        long now = redisMillis();
        var session = actives.find(user, now);
        long length = settings.session().toMillis();
        if (session != null
                && session.expiryMillis() < session.deadlineMillis()
                && session.expiryMillis() - now < length - length / EXTENSIONS_PER_SESSION) {
            used.note(user, session.number());
        }
    }

    private QueueAnswer ask(WaitingToken token, String text) {
        requireRedis();
        var standing = lookups.answer(token, () -> lookUp(token));
        boolean standsForAnother = standing.number() != token.number();
        var own = standsForAnother
                ? tokens.write(new WaitingToken(name, token.epoch(), standing.number(), token.user()))
                : text;
        return switch (standing.code()) {
            case Standing.CLOSED -> new QueueAnswer.Closed();
            case Standing.WAITING -> {
                if (!standsForAnother) {
                    doubted.remove(token.number());
                }
                yield waiting(own, standing.position());
            }
            case Standing.ACTIVE -> inside(own, token.user(), standing);
            default -> {
                doubted.remove(token.number());
                ended.put(token, true);
                yield new QueueAnswer.Ended();
            }
        };
    }

    /** Where Redis says that they are; a place that it lost is put back, here or by whoever else heard of it. */
    private Standing lookUp(WaitingToken token) {
        var standing = opened(() -> scripts.locate(token.user(), token.number()), Standing::isClosed);
        if (standing.code() != Standing.REFUSED) {
            return standing;
        }
        recovery.restore(List.of(new MarkBatch.Mark(token.user(), token.number())));
        return scripts.locate(token.user(), token.number());
    }

    /** Gives up what the token stands for. */
    Leaving leave(WaitingToken token) {
        requireRedis();
        if (!loaded) {
            refresh();
        }
        if (snapshot.epoch() != token.epoch()) {
            return Leaving.NOTHING;
        }
        var left =
                opened(() -> scripts.leave(token.user(), token.number()), answer -> answer.leaving() == Leaving.CLOSED);
        if (left.leaving() != Leaving.CLOSED) {
            actives.remove(token.user(), left.number());
            ended.put(token, true);
        }
        return left.leaving();
    }

    /** Stores changed settings and obeys them at once; other instances do from their next tick on. */
    void change(QueueChange wanted) {
        requireRedis();
        refresh();
        wanted.applyTo(settings);
        var fields = SettingsFields.of(wanted);
        if (!fields.isEmpty()) {
            scripts.change(fields);
            refresh();
        }
    }

    /**
     * Lets in who is due, at a rate between floor and ceiling. It is as high as what is behind the gate allows, and
     * falls as the room inside fills up, so that a sale does not begin with a rush that is followed by a standstill
     * until the first sessions end.
     */
    QueueScripts.Tick admit(AdmissionPressure.Allowance allowance) {
        double free = 1 - (double) snapshot.active() / Math.max(1, settings.maxActive());
        rate = settings.rate(Math.min(allowance.share(), free));
        var tick = scripts.admit(configured, rate, allowance.held());
        redisFull = tick.full();
        return tick;
    }

    /** Whether the queue lets people in. */
    Admission admission() {
        return admission;
    }

    private static Admission admission(QueueSnapshot now, QueueSettings settings) {
        if (settings.paused()) {
            return Admission.PAUSED;
        }
        return now.isHeld() || now.isSettling() ? Admission.HELD : Admission.OPEN;
    }

    /** How many per interval this instance aims to let in. */
    double rate() {
        return admission() == Admission.OPEN ? rate : 0;
    }

    /**
     * Takes a new snapshot and follows the admission log up to it; after a gap everybody inside is read anew. A queue
     * that Redis does not know is opened, and what was lost is brought back.
     *
     * @throws org.springframework.dao.DataAccessException if it has to be opened and the database does not answer
     */
    void refresh() {
        RedisTimeBudget.lock(refreshing);
        try {
            long number = begun.incrementAndGet();
            var reply = scripts.follow(snapshot.version());
            if (!reply.snapshot().isOpen()) {
                recovery.open(reply.snapshot(), snapshot, given.get());
                reply = scripts.follow(snapshot.version());
            }
            if (loaded && isOpenedAnew(reply.snapshot())) {
                bringBack(reply.snapshot());
            }
            if (!loaded || isOpenedAnew(reply.snapshot()) || !continues(reply)) {
                reply = startAnew();
            }
            while (!apply(reply)) {
                reply = scripts.follow(reply.firstVersion() + reply.changes().size() - 1);
            }
            publish(reply.snapshot());
            finished = number;
        } finally {
            refreshing.unlock();
        }
    }

    private boolean isOpenedAnew(QueueSnapshot fresh) {
        return !fresh.opened().equals(snapshot.opened());
    }

    /** Those inside who came in after the last entry of the log that Redis kept are known here, if at all. */
    private void bringBack(QueueSnapshot fresh) {
        beforeLoss = snapshot;
        if (fresh.epoch() == snapshot.epoch() && fresh.foundVersion() < snapshot.version()) {
            recovery.readmit(actives.all());
        }
    }

    private boolean continues(QueueSnapshot.Reply reply) {
        long before = snapshot.version();
        return reply.changes().isEmpty() ? reply.snapshot().version() == before : reply.firstVersion() == before + 1;
    }

    private QueueSnapshot.Reply startAnew() {
        long version = scripts.follow(Long.MAX_VALUE / 2).snapshot().version();
        actives.load(scripts);
        ended.invalidateAll();
        doubted.clear();
        return scripts.follow(version);
    }

    /** True once the changes reach up to the snapshot that came with them. */
    private boolean apply(QueueSnapshot.Reply reply) {
        reply.changes().forEach(actives::apply);
        return reply.changes().isEmpty()
                || reply.firstVersion() + reply.changes().size()
                        > reply.snapshot().version();
    }

    private void publish(QueueSnapshot fresh) {
        settings = fresh.settings(configured);
        admission = admission(fresh, settings);
        history.note(fresh, settings);
        pace = history.pace(settings);
        redisAheadMillis = fresh.nowMillis() - clock.millis();
        snapshot = settling(fresh);
        loaded = true;
    }

    private QueueSnapshot settling(QueueSnapshot fresh) {
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

    /** Writes what was noted since the last call, and forgets what is over. */
    void flush() {
        for (var batch : used.take(QueueScripts.BATCH)) {
            scripts.extend(configured, MarkBatch.users(batch));
        }
        for (var batch : seen.take(QueueScripts.BATCH)) {
            var unknown = scripts.see(batch).stream().map(Object::toString).collect(Collectors.toSet());
            var without =
                    batch.stream().filter(mark -> unknown.contains(mark.user())).toList();
            recovery.restore(without).forEach(mark -> doubt(mark.number()));
        }
        var known = snapshot;
        actives.forgetExpired(known.nowMillis()); // not by this machine's clock, which may have just been set
        doubted.removeIf(number -> number <= known.frontier());
        recovery.reserveAhead(known);
    }

    private void doubt(long number) {
        if (number > snapshot.frontier()) {
            doubted.add(number);
        }
    }

    QueueFigures figures() {
        var now = snapshot;
        var estimate = now.waiting() == 0 || admission() != Admission.OPEN ? null : pace.until(now.waiting());
        return new QueueFigures(
                name,
                settings,
                admission(),
                now.waiting(),
                now.active(),
                now.admittedInWindow(),
                now.joined(),
                now.admitted(),
                now.skipped(),
                now.expired(),
                now.left(),
                now.oldestMillis() == 0
                        ? Duration.ZERO
                        : Duration.ofSeconds(Math.max(0, now.nowMillis() - now.oldestMillis()) / 1000),
                estimate == null ? null : Instant.ofEpochMilli(now.nowMillis()).plus(estimate.p50()));
    }

    private QueueAnswer waiting(String token, long position) {
        var now = admission;
        var estimate = now == Admission.OPEN ? pace.until(position) : null;
        return new QueueAnswer.Waiting(
                token,
                position,
                estimate,
                now,
                PollPacing.whileWaiting(estimate, ThreadLocalRandom.current()),
                Instant.ofEpochMilli(redisMillis() + settings.absenceGrace().toMillis()),
                staleSince());
    }

    private QueueAnswer active(String token, String user, ActiveUsers.Session session) {
        var left = Duration.ofMillis(Math.max(0, session.expiryMillis() - redisMillis()));
        return new QueueAnswer.Active(
                token,
                user,
                admission,
                PollPacing.whileActive(left, ThreadLocalRandom.current()),
                Instant.ofEpochMilli(session.expiryMillis()),
                staleSince());
    }

    /** The time of Redis, whatever this machine's clock says: all ends of sessions are in it. */
    private long redisMillis() {
        return clock.millis() + redisAheadMillis;
    }
}
