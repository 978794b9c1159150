package io.showgate.queue;

import io.showgate.shared.LuaScript;
import io.showgate.shared.UserId;
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
    }

    /** What one tick did. */
    record Tick(int admitted, int skipped, int expired) {}

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
        var answer = locate.run(
                List.of(keys.waiting(), keys.active(), keys.sessions(), keys.absent(), keys.seen(), keys.state()),
                user,
                number,
                time.get());
        var session = new ActiveUsers.Session(number, number(answer, 3), number(answer, 4));
        return new Standing((int) number(answer, 0), number, 0, number(answer, 1), number(answer, 2), session);
    }

    /** True if there was something to give up. */
    boolean leave(String user, long number) {
        var answer = leave.run(
                List.of(
                        keys.waiting(),
                        keys.active(),
                        keys.sessions(),
                        keys.absent(),
                        keys.seen(),
                        keys.state(),
                        keys.admissions()),
                user,
                number,
                LOG_ENTRIES_KEPT);
        return number(answer, 0) != 0;
    }

    Tick admit(QueueSettings configured, double rate) {
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
                LOG_ENTRIES_KEPT,
                time.get());
        return new Tick((int) number(answer, 0), (int) number(answer, 1), (int) number(answer, 2));
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
    List<Object> see(Collection<String> users) {
        return see.run(List.of(keys.seen()), arguments(List.of(time.get()), users));
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
