package io.showgate.queue;

import io.showgate.support.TestRedis;
import io.showgate.token.Signer;
import io.showgate.web.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * A queue of its own in the Redis of the tests, with a clock that moves only when a test moves it. Scripts run as in
 * the product. Through {@link #keys} a test sees the data that they leave.
 */
final class TestQueue {

    static final QueueSettings SETTINGS = QueueSettings.defaults();

    /** Numbers are reserved in small steps here, so that tests reach the end of a step. */
    static final QueueProperties.Recovery RECOVERY = new QueueProperties.Recovery(Duration.ofSeconds(15), 100_000);

    private static final WaitingTokens TOKENS =
            new WaitingTokens(Signer.forPurpose("secret of the tests", "waiting-token"));

    final String name;
    final QueueKeys keys;
    final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    final QueueScripts scripts;
    private final RedissonClient redisson;
    private final Map<QueueSettings, QueueScripts> bySettings = new HashMap<>();
    private final String inDatabase = "test-" + UUID.randomUUID().toString().substring(0, 8);

    TestQueue() {
        this(TestRedis.client(), "test-" + UUID.randomUUID().toString().substring(0, 8));
    }

    TestQueue(RedissonClient redisson, String name) {
        this.redisson = redisson;
        this.name = name;
        keys = QueueKeys.of(name);
        scripts = scripts(SETTINGS);
        open();
    }

    /** The scripts as an instance with these configured settings runs them. */
    QueueScripts scripts(QueueSettings configured) {
        return bySettings.computeIfAbsent(
                configured, settings -> new QueueScripts(redisson, name, settings, () -> Long.toString(now.get())));
    }

    /** Opens the queue, as a new instance does. */
    void open() {
        recovery(scripts).open(snapshot(), QueueSnapshot.NONE);
    }

    private QueueRecovery recovery(QueueScripts these) {
        return new QueueRecovery(inDatabase, these, TestNumbers.REPOSITORY, RECOVERY);
    }

    /** Brings the database back to a moment at which numbers up to this one were reserved. */
    void restoreDatabase(long reserved) {
        TestNumbers.restore(inDatabase, reserved);
    }

    /** Brings the database back to a moment before this queue. */
    void forgetInDatabase() {
        TestNumbers.forget(inDatabase);
    }

    void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    Placement join(String user) {
        return scripts.join(new UserId(user));
    }

    /** Joins and returns the number of the place or session. */
    long number(String user) {
        return number(join(user));
    }

    static long number(Placement placement) {
        return switch (placement) {
            case Placement.Waiting waiting -> waiting.number();
            case Placement.Active active -> active.session().number();
            default -> throw new AssertionError("no place: " + placement);
        };
    }

    /** The number that a number of this user stands for since a loss. */
    long redirected(String user, long number) {
        return switch (scripts.locate(user, number)) {
            case Location.Waiting waiting -> waiting.number();
            case Location.Active active -> active.session().number();
            default -> throw new AssertionError("no place with number " + number);
        };
    }

    /** The position of a user who must wait with this number. */
    long position(String user, long number) {
        return ((Location.Waiting) scripts.locate(user, number)).position();
    }

    /** The session of a user who must be active with this number. */
    ActiveUsers.Session session(String user, long number) {
        return ((Location.Active) scripts.locate(user, number)).session();
    }

    /** The users u1, u2, ... join in this order. */
    void joinAll(int users) {
        IntStream.rangeClosed(1, users).forEach(i -> join("u" + i));
    }

    Tick admit(QueueSettings settings, double rate) {
        return scripts(settings).admit(rate, false);
    }

    /** Ticks four times a second for that long. */
    void tickFor(Duration time, QueueSettings settings, double rate) {
        for (long i = 0; i < time.toMillis() / 250; i++) {
            pass(Duration.ofMillis(250));
            admit(settings, rate);
        }
    }

    QueueSnapshot snapshot() {
        return scripts.follow(0).snapshot();
    }

    /** The settings in force. */
    QueueSettings settings() {
        return SETTINGS.withStored(snapshot().state().fields());
    }

    /** This queue on an instance of its own, whose clock is the clock of this queue. */
    LocalQueue local(QueueSettings settings) {
        InstantSource source = () -> Instant.ofEpochMilli(now.get());
        return local(settings, source.withZone(ZoneOffset.UTC));
    }

    LocalQueue local(QueueSettings settings, Clock clock) {
        return local(settings, clock, () -> Long.toString(now.get()));
    }

    /** This queue on an instance of its own, with the real time of Redis. */
    LocalQueue realTimeLocal(QueueSettings settings, Clock clock) {
        return local(settings, clock, () -> "");
    }

    private LocalQueue local(QueueSettings settings, Clock clock, Supplier<String> time) {
        var instance = new QueueScripts(redisson, name, settings, time);
        return new LocalQueue(name, settings, instance, recovery(instance), TOKENS, clock);
    }

    static WaitingToken read(String token) {
        var read = TOKENS.read(token);
        if (read == null) {
            throw new AssertionError("not one of ours: " + token);
        }
        return read;
    }

    Collection<String> waiting() {
        return redisson.<String>getScoredSortedSet(keys.waiting().toString(), StringCodec.INSTANCE)
                .readAll();
    }

    Collection<String> active() {
        return redisson.<String>getScoredSortedSet(keys.active().toString(), StringCodec.INSTANCE)
                .readAll();
    }

    Collection<String> absent() {
        return redisson.<String>getScoredSortedSet(keys.absent().toString(), StringCodec.INSTANCE)
                .readAll();
    }

    Collection<String> seen() {
        return redisson.<String>getScoredSortedSet(keys.seen().toString(), StringCodec.INSTANCE)
                .readAll();
    }

    Map<String, String> sessions() {
        return redisson.<String, String>getMap(keys.sessions().toString(), StringCodec.INSTANCE)
                .readAllMap();
    }

    /** Every change of the admission log, oldest first. */
    List<String> log() {
        var lines = new ArrayList<String>();
        var reply = scripts.follow(0);
        while (!reply.changes().isEmpty()) {
            reply.changes().stream().flatMap(String::lines).forEach(lines::add);
            reply = scripts.follow(reply.lastVersion());
        }
        return lines;
    }

    /** Forgets everything, as an empty Redis would. */
    void lose() {
        redisson.getKeys().delete(keys.all().stream().map(Object::toString).toArray(String[]::new));
    }

    /** Marks the users u1, u2, ... as seen, with the numbers that they have if they joined in this order. */
    Collection<String> see(List<String> users) {
        return scripts.see(users.stream()
                .map(user -> new PresenceBatch.Person(user, Long.parseLong("0" + user.replaceAll("\\D", ""))))
                .toList());
    }

    /** Loses everything, and opens again as a new instance does. */
    void loseAndOpen() {
        lose();
        open();
    }

    /** Makes Redis look as if it was restarted with the same data since the queue was opened. */
    void startRedisAgain() {
        redisson.<String, String>getMap(keys.state().toString(), StringCodec.INSTANCE)
                .fastPut("run", "an-earlier-run");
    }

    /** True if the place with this number is given back to the holder of its token. */
    boolean mayHaveLost(long number) {
        return Arrays.stream(
                        snapshot().state().fields().getOrDefault("lost", "0:0").split(" ", -1))
                .map(range -> range.split(":", -1))
                .anyMatch(range -> number > Long.parseLong(range[0]) && number <= Long.parseLong(range[1]));
    }

    /** All data of this queue in Redis. */
    Map<String, byte[]> copy() {
        return keys.all().stream()
                .map(Object::toString)
                .filter(key -> redisson.getKeys().countExists(key) == 1)
                .collect(Collectors.toMap(
                        key -> key, key -> redisson.getBucket(key).dump()));
    }

    /** Sets Redis back to this data, as if restarted. */
    void setBackTo(Map<String, byte[]> copy) {
        lose();
        copy.forEach((key, value) -> redisson.getBucket(key).restore(value));
        startRedisAgain();
    }

    static QueueSettings rates(int floor, int ceiling, int maxActive) {
        return QueueChange.of(Map.of("rateFloor", floor, "rateCeiling", ceiling, "maxActive", maxActive))
                .applyTo(SETTINGS);
    }
}
