package io.showgate.queue;

import io.showgate.redis.LuaScript;
import io.showgate.web.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;

/**
 * One queue's scripts: each method is one round trip to Redis and is named as its file. Stateless and thread-safe;
 * every method throws {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
final class QueueScripts {

    /** How many ids a batch script takes at most. */
    static final int BATCH = 1_000;

    /** How many people restore and readmit take at most, each with several arguments. */
    static final int FEWER = 250;

    /** How long nobody is let in after Redis was started again, so that all instances can look what it knows. */
    private static final long PAUSE_MS = 1_000;

    private static final int LOG_ENTRIES_KEPT = 4_096;
    private static final int LOG_ENTRIES_READ = 64;

    /**
     * Where somebody stands, as join, locate and bypass answer it; which of the members mean something depends on the
     * code.
     */
    record Standing(int code, long number, long epoch, long position, long nowMillis, ActiveUsers.Session session) {

        static final int NEW = 0;
        static final int WAITING = 1;
        static final int ACTIVE = 2;
        static final int REFUSED = 3;
        static final int CLOSED = 4;

        boolean isClosed() {
            return code == CLOSED;
        }
    }

    /** What became of a place or a session that was to be given up. */
    enum Leaving {
        LEFT,
        NOTHING,
        CLOSED
    }

    /** The same with the number that was meant, which another may stand for after a loss. */
    record Left(Leaving leaving, long number) {}

    /** What opening found, in the order of the codes of {@code open.lua}. */
    enum Opening {
        ANOTHER_RUN,
        WAS_OPEN,
        OPENED,
        LOST
    }

    /** What one tick did, and whether Redis has memory for nothing new. */
    record Tick(int admitted, int skipped, int expired, boolean full) {}

    /**
     * The memory of the queue's node.
     *
     * @param policy which keys it drops when its memory is full; empty if that is kept secret
     * @param usedBytes how much it uses; NaN if that is kept secret
     */
    record Memory(String policy, double usedBytes) {}

    private final QueueKeys keys;
    private final Supplier<String> time;
    private final LuaScript join;
    private final LuaScript locate;
    private final LuaScript leave;
    private final LuaScript admit;
    private final LuaScript follow;
    private final LuaScript actives;
    private final LuaScript see;
    private final LuaScript extend;
    private final LuaScript bypass;
    private final LuaScript change;
    private final LuaScript open;
    private final LuaScript restore;
    private final LuaScript readmit;
    private final LuaScript memory;

    /** The scripts of one queue, by the time of Redis. */
    QueueScripts(RedissonClient redisson, String queue) {
        this(redisson, queue, () -> "");
    }

    /** The same by another time, in ms as text, so that tests can move it. */
    QueueScripts(RedissonClient redisson, String queue, Supplier<String> time) {
        keys = QueueKeys.of(queue);
        this.time = time;
        join = script(redisson, "join");
        locate = script(redisson, "locate");
        leave = script(redisson, "leave");
        admit = script(redisson, "admit");
        follow = script(redisson, "follow");
        actives = script(redisson, "actives");
        see = script(redisson, "see");
        extend = script(redisson, "extend");
        bypass = script(redisson, "bypass");
        change = script(redisson, "change");
        open = script(redisson, "open");
        restore = script(redisson, "restore");
        readmit = script(redisson, "readmit");
        memory = script(redisson, "memory");
    }

    private static LuaScript script(RedissonClient redisson, String name) {
        return new LuaScript(redisson, QueueScripts.class, name);
    }

    Standing join(QueueSettings configured, UserId user) {
        return numbered(join.run(
                List.of(
                        keys.sequence(),
                        keys.waiting(),
                        keys.active(),
                        keys.sessions(),
                        keys.absent(),
                        keys.seen(),
                        keys.state()),
                user.value(),
                flag(configured.draining()),
                time.get()));
    }

    Standing locate(String user, long number) {
        var answer = locate.run(places(), user, number, time.get());
        var session = new ActiveUsers.Session(number(answer, 5), number(answer, 3), number(answer, 4));
        return new Standing(
                (int) number(answer, 0), session.number(), 0, number(answer, 1), number(answer, 2), session);
    }

    /** Whether there was something to give up. */
    Left leave(String user, long number) {
        var answer = leave.run(placesAndLog(), user, number, LOG_ENTRIES_KEPT);
        var leaving = switch ((int) number(answer, 0)) {
            case 0 -> Leaving.NOTHING;
            case Standing.CLOSED -> Leaving.CLOSED;
            default -> Leaving.LEFT;
        };
        return new Left(leaving, number(answer, 1));
    }

    Tick admit(QueueSettings configured, double rate, boolean held) {
        var answer = admit.run(
                List.of(
                        keys.waiting(),
                        keys.active(),
                        keys.sessions(),
                        keys.absent(),
                        keys.seen(),
                        keys.state(),
                        keys.admissions(),
                        keys.window(),
                        keys.sequence(),
                        keys.marks()),
                rate,
                configured.rateFloor(),
                configured.rateCeiling(),
                configured.interval().toMillis(),
                configured.maxActive(),
                configured.session().toMillis(),
                configured.sessionMax().toMillis(),
                configured.absenceGrace().toMillis(),
                flag(configured.paused()),
                configured.ratePinned(),
                flag(held),
                LOG_ENTRIES_KEPT,
                time.get());
        return new Tick(
                (int) number(answer, 0), (int) number(answer, 1), (int) number(answer, 2), number(answer, 3) == 1);
    }

    QueueSnapshot.Reply follow(long version) {
        return QueueSnapshot.Reply.of(follow.run(
                List.of(keys.waiting(), keys.active(), keys.state(), keys.admissions(), keys.sequence(), keys.marks()),
                version,
                LOG_ENTRIES_READ,
                Ranks.HEAD,
                Ranks.PARTS,
                time.get()));
    }

    /** A chunk of the active users from this expiry on, as {@link ActiveUsers#load} reads it; empty after the last. */
    List<Object> actives(long fromMillis, int skip) {
        return actives.run(List.of(keys.active(), keys.sessions()), fromMillis, skip, BATCH);
    }

    /** Marks them as seen and returns those who have no place whose mark could be renewed. */
    List<Object> see(List<MarkBatch.Mark> people) {
        return see.run(List.of(keys.seen(), keys.state(), keys.waiting()), marks(people));
    }

    void extend(QueueSettings configured, Collection<String> users) {
        var settings = List.<Object>of(configured.session().toMillis(), LOG_ENTRIES_KEPT, time.get());
        extend.run(
                List.of(keys.active(), keys.sessions(), keys.state(), keys.admissions()), arguments(settings, users));
    }

    Standing bypass(QueueSettings configured, UserId user) {
        return numbered(bypass.run(
                List.of(
                        keys.sequence(),
                        keys.waiting(),
                        keys.active(),
                        keys.sessions(),
                        keys.absent(),
                        keys.seen(),
                        keys.state(),
                        keys.admissions()),
                user.value(),
                configured.maxActive(),
                configured.session().toMillis(),
                configured.sessionMax().toMillis(),
                LOG_ENTRIES_KEPT,
                time.get()));
    }

    void change(Map<String, String> settings) {
        var arguments = new ArrayList<Object>();
        settings.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        change.run(List.of(keys.state()), arguments.toArray());
    }

    /**
     * Opens the queue in this run of Redis, or raises the bound on its numbers if it is open.
     *
     * @param found what Redis knows
     * @param known what this instance knew before, with which Redis is brought up to date
     * @param given the highest number that this instance knows to be given
     */
    Opening open(QueueSnapshot found, Reservation numbers, QueueSnapshot known, long given, Duration settle) {
        var arguments = new ArrayList<Object>(List.of(
                found.run(),
                numbers.epoch(),
                numbers.reserved(),
                numbers.limit(),
                settle.toMillis(),
                Math.min(settle.toMillis(), PAUSE_MS),
                given,
                known.version(),
                time.get()));
        known.lasting().forEach((name, value) -> arguments.addAll(List.of(name, value)));
        var answer = open.run(List.of(keys.sequence(), keys.state()), arguments.toArray());
        return Opening.values()[(int) number(answer, 0)];
    }

    /** Puts back those whose places Redis lost, and returns the others. */
    List<Object> restore(List<MarkBatch.Mark> people) {
        return restore.run(places(), marks(people));
    }

    /** Brings back those who were inside; returns how many Redis had lost. */
    int readmit(Map<String, ActiveUsers.Session> people) {
        var arguments = new ArrayList<Object>(List.of(LOG_ENTRIES_KEPT, time.get()));
        people.forEach((user, session) ->
                arguments.addAll(List.of(user, session.number(), session.expiryMillis(), session.deadlineMillis())));
        var answer = readmit.run(placesAndLog(), arguments.toArray());
        return (int) number(answer, 0);
    }

    /** How the queue's node is off for memory. */
    Memory memory() {
        var answer = memory.run(List.of(keys.state()));
        var used = answer.get(1).toString();
        return new Memory(answer.getFirst().toString(), used.isEmpty() ? Double.NaN : Double.parseDouble(used));
    }

    /** What says where somebody is. */
    private List<Object> places() {
        return List.of(
                keys.waiting(),
                keys.active(),
                keys.sessions(),
                keys.absent(),
                keys.seen(),
                keys.state(),
                keys.recovered());
    }

    /** What is touched when somebody comes in or goes for good. */
    private List<Object> placesAndLog() {
        var touched = new ArrayList<>(places());
        touched.add(keys.admissions());
        return touched;
    }

    private Object[] marks(List<MarkBatch.Mark> people) {
        var arguments = new ArrayList<Object>(List.of(time.get()));
        people.forEach(mark -> arguments.addAll(List.of(mark.user(), mark.number())));
        return arguments.toArray();
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private static Object[] arguments(List<Object> first, Collection<String> users) {
        var arguments = new ArrayList<>(first);
        arguments.addAll(users);
        return arguments.toArray();
    }

    private static Standing numbered(List<Object> answer) {
        var session = new ActiveUsers.Session(number(answer, 1), number(answer, 4), number(answer, 5));
        return new Standing(
                (int) number(answer, 0), number(answer, 1), number(answer, 2), 0, number(answer, 3), session);
    }

    private static long number(List<Object> answer, int index) {
        return Long.parseLong(answer.get(index).toString());
    }
}
