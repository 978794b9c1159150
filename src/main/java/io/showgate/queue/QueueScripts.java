package io.showgate.queue;

import io.showgate.queue.PresenceBatch.Person;
import io.showgate.redis.LuaScript;
import io.showgate.web.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;

/**
 * The scripts of one queue. Each method is one round trip to Redis and has the name of its file. Return codes end here:
 * callers see enums and sealed types. Stateless and thread-safe. Every method throws
 * {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
final class QueueScripts {

    /** How many users a script takes at most. */
    static final int BATCH = 1_000;

    /** How many users restore and readmit take at most, each with several arguments. */
    static final int RECOVERY_BATCH = 250;

    /** How many users confirm takes at most. Such a call takes Redis about a millisecond. */
    static final int CONFIRM_BATCH = 250;

    /**
     * How long no one is admitted after a restart of Redis, so that all instances can compare what Redis knows with
     * what they know.
     */
    private static final long PAUSE_MILLIS = 1_000;

    private static final int LOG_ENTRIES_KEPT = 4_096;
    private static final int LOG_ENTRIES_READ = 64;

    private final QueueKeys keys;
    private final String configured;
    private final Supplier<String> time;
    private final LuaScript join;
    private final LuaScript confirm;
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

    /** The scripts of a queue with these configured settings. They use the time of Redis. */
    QueueScripts(RedissonClient redisson, String queue, QueueSettings configured) {
        this(redisson, queue, configured, () -> "");
    }

    /** The same with a time that tests can move, in ms as text. */
    QueueScripts(RedissonClient redisson, String queue, QueueSettings configured, Supplier<String> time) {
        keys = QueueKeys.of(queue);
        this.configured = configured.asArgument();
        this.time = time;
        join = script(redisson, "join");
        confirm = script(redisson, "confirm");
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

    Placement join(UserId user) {
        return Placement.of(new ScriptAnswer(join.run(
                List.of(
                        keys.sequence(),
                        keys.waiting(),
                        keys.active(),
                        keys.sessions(),
                        keys.absent(),
                        keys.seen(),
                        keys.state()),
                user.value(),
                configured,
                time.get())));
    }

    /** Finds the places of up to {@value #CONFIRM_BATCH} users, in their order; empty for a user who has none. */
    List<Optional<Placement>> confirm(List<UserId> users) {
        var arguments = new ArrayList<Object>(List.of(time.get()));
        users.forEach(user -> arguments.add(user.value()));
        return Placement.confirmed(new ScriptAnswer(confirm.run(
                List.of(keys.waiting(), keys.active(), keys.sessions(), keys.absent(), keys.seen(), keys.state()),
                arguments.toArray())));
    }

    Placement bypass(UserId user) {
        return Placement.of(new ScriptAnswer(bypass.run(
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
                configured,
                LOG_ENTRIES_KEPT,
                time.get())));
    }

    Location locate(String user, long number) {
        return Location.of(new ScriptAnswer(locate.run(places(), user, number, time.get())));
    }

    Departure leave(String user, long number) {
        return Departure.of(new ScriptAnswer(leave.run(placesAndLog(), user, number, LOG_ENTRIES_KEPT)));
    }

    Tick admit(double rate, boolean held) {
        return Tick.of(new ScriptAnswer(admit.run(
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
                        keys.joinTimes()),
                rate,
                held ? 1 : 0,
                configured,
                LOG_ENTRIES_KEPT,
                time.get())));
    }

    FollowReply follow(long version) {
        return FollowReply.of(new ScriptAnswer(follow.run(
                List.of(
                        keys.waiting(),
                        keys.active(),
                        keys.state(),
                        keys.admissions(),
                        keys.sequence(),
                        keys.joinTimes()),
                version,
                LOG_ENTRIES_READ,
                Ranks.HEAD,
                Ranks.PARTS,
                time.get())));
    }

    /** A chunk of the active users from this expiry on, as {@link ActiveUsers#load} reads it; empty after the last. */
    ScriptAnswer actives(long fromMillis, int skip) {
        return new ScriptAnswer(actives.run(List.of(keys.active(), keys.sessions()), fromMillis, skip, BATCH));
    }

    /** Marks people as seen, and returns the users that could not be marked. */
    Set<String> see(List<Person> people) {
        return new ScriptAnswer(see.run(List.of(keys.seen(), keys.state(), keys.waiting()), arguments(people)))
                .allTexts();
    }

    void extend(Collection<String> users) {
        var arguments = new ArrayList<Object>(List.of(configured, LOG_ENTRIES_KEPT, time.get()));
        arguments.addAll(users);
        extend.run(List.of(keys.active(), keys.sessions(), keys.state(), keys.admissions()), arguments.toArray());
    }

    /** Stores settings by name, as {@link QueueChange#stored} gives them. */
    void change(Map<String, String> settings) {
        change.run(List.of(keys.state()), pairs(settings));
    }

    /**
     * Opens the queue in this run of Redis. If it is open, raises the limit on its numbers.
     *
     * @param found what Redis knows
     * @param known what this instance knew before; the script stores what Redis lost
     * @param given the highest number that this instance knows to be given
     * @param settle how long no one is admitted if data was lost
     */
    Opening open(QueueSnapshot found, NumberReservation numbers, QueueSnapshot known, long given, Duration settle) {
        var arguments = new ArrayList<Object>(List.of(
                found.run(),
                numbers.epoch(),
                numbers.reserved(),
                numbers.limit(),
                settle.toMillis(),
                Math.min(settle.toMillis(), PAUSE_MILLIS),
                given,
                known.version(),
                time.get()));
        arguments.addAll(Arrays.asList(pairs(known.state().lasting())));
        return Opening.of(new ScriptAnswer(open.run(List.of(keys.sequence(), keys.state()), arguments.toArray())));
    }

    /** Puts back people whose places Redis lost, and returns the users that were not put back. */
    Set<String> restore(List<Person> people) {
        return new ScriptAnswer(restore.run(places(), arguments(people))).allTexts();
    }

    /** Brings back active users, and returns how many of them Redis had lost. */
    int readmit(Map<String, ActiveUsers.Session> people) {
        var arguments = new ArrayList<Object>(List.of(LOG_ENTRIES_KEPT, time.get()));
        people.forEach((user, session) ->
                arguments.addAll(List.of(user, session.number(), session.expiryMillis(), session.deadlineMillis())));
        return new ScriptAnswer(readmit.run(placesAndLog(), arguments.toArray())).count();
    }

    RedisMemory memory() {
        return RedisMemory.of(new ScriptAnswer(memory.run(List.of(keys.state()))));
    }

    /** The keys that hold the place or the session of a user. */
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

    private List<Object> placesAndLog() {
        var touched = new ArrayList<>(places());
        touched.add(keys.admissions());
        return touched;
    }

    private Object[] arguments(List<Person> people) {
        var arguments = new ArrayList<Object>(List.of(time.get()));
        people.forEach(person -> arguments.addAll(List.of(person.user(), person.number())));
        return arguments.toArray();
    }

    private static Object[] pairs(Map<String, String> values) {
        var arguments = new ArrayList<Object>();
        values.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        return arguments.toArray();
    }
}
