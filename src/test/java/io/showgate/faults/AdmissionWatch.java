package io.showgate.faults;

import io.showgate.support.OwnRedis;
import io.showgate.support.TestRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * Reads the admission log of the queue {@code main} from Redis ten times a second and checks these promises. People do
 * not overtake each other. No number is admitted twice or for two people. The number of active users and the admissions
 * within a second stay within their limits. The page docs/redis-keys.md describes the keys.
 */
final class AdmissionWatch implements AutoCloseable {

    private static final String OBSERVE = """
            local prefix, since, head = 'queue:{main}:', ARGV[1], ARGV[2]
            local first = redis.call('ZRANGE', prefix .. 'waiting', 0, 0, 'WITHSCORES')
            local observed = {
              redis.call('HGET', prefix .. 'state', 'version') or '0',
              tostring(redis.call('ZCARD', prefix .. 'active')),
              redis.call('ZSCORE', prefix .. 'waiting', head) or '', first[1] or '', first[2] or ''}
            for _, entry in ipairs(redis.call('XRANGE', prefix .. 'admissions', '(' .. since .. '-0', '+')) do
              observed[#observed + 1] = entry[2][2]
            end
            return observed""";

    private static final int PERIOD_MILLIS = 100;
    private static final long INTERVAL_MILLIS = 1_000;

    private final RedissonClient redisson;
    private final BooleanSupplier emptied;
    private final Thread thread;
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> admitted = new HashMap<>();
    private final TreeMap<Long, Integer> times = new TreeMap<>();
    private long version;
    private long last;
    private String head = "";
    private String number = "";
    private volatile boolean closed;

    /**
     * The state of the queue in Redis at one moment.
     *
     * @param version the version of the last entry of the log
     * @param active the number of active users
     * @param place the number of the previous head if that person still waits; empty otherwise
     * @param head the person at the head of the queue; empty if nobody waits
     * @param number the number of the head; empty if nobody waits
     * @param log the entries since the previous observation
     */
    private record Observation(long version, long active, String place, String head, String number, List<String> log) {

        static Observation of(List<String> values) {
            return new Observation(
                    Long.parseLong(values.get(0)),
                    Long.parseLong(values.get(1)),
                    values.get(2),
                    values.get(3),
                    values.get(4),
                    values.subList(5, values.size()));
        }

        /** The entries about an admission or about the use of a session. */
        Stream<Entry> admissions() {
            return log.stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("+"))
                    .map(Entry::of);
        }
    }

    /** An entry of the log about an admission or the use of a session: {@code +user number expiry deadline}. */
    private record Entry(String user, long number, long deadlineMillis) {

        static Entry of(String line) {
            var parts = line.substring(1).split(" ", -1);
            return new Entry(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[3]));
        }
    }

    /**
     * Starts to watch. Earlier admissions are not checked, because admissions by an operator do not follow the rate.
     *
     * @param emptied true once Redis has lost everything
     */
    AdmissionWatch(OwnRedis redis, BooleanSupplier emptied) {
        this.redisson = TestRedis.clientOf(redis.url());
        this.emptied = emptied;
        var before = observe();
        before.admissions().forEach(entry -> admitted.put(entry.number(), entry.user()));
        version = before.version();
        thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        while (!closed) {
            try {
                check(observe());
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            } catch (RedisException away) {
                /* The first observation after Redis is back reads the missed entries from the log. */
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private Observation observe() {
        return Observation.of(redisson.getScript(StringCodec.INSTANCE)
                .eval(Mode.READ_ONLY, OBSERVE, ReturnType.LIST, List.of(), Long.toString(version), head));
    }

    /** Checks one observation. A log that was lost starts again at version 0. */
    private void check(Observation observed) {
        if (observed.active() > Installation.MAX_ACTIVE) {
            violations.add(observed.active() + " users are active");
        }
        var numbers = new ArrayList<Long>();
        observed.admissions().forEach(entry -> checkAdmission(entry, numbers));
        if (!number.isEmpty() && observed.place().equals(number)) {
            numbers.stream()
                    .filter(other -> other > Long.parseLong(number))
                    .forEach(other -> violations.add(other + " was admitted while " + number + " waited"));
        }
        version = observed.version() < version ? 0 : observed.version();
        head = observed.head();
        number = observed.number();
    }

    private void checkAdmission(Entry entry, List<Long> numbers) {
        long number = entry.number();
        var before = admitted.putIfAbsent(number, entry.user());
        if (before == null) {
            numbers.add(number);
            if (number < last && !emptied.getAsBoolean()) {
                violations.add(number + " was admitted after " + last);
            }
            last = Math.max(last, number);
            checkRate(entry.deadlineMillis() - Installation.SESSION.toMillis());
        } else if (!before.equals(entry.user())) {
            violations.add(number + " was admitted for " + before + " and for " + entry.user());
        }
    }

    private void checkRate(long atMillis) {
        times.merge(atMillis, 1, Integer::sum);
        int within = times.subMap(atMillis - INTERVAL_MILLIS, false, atMillis, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (within > Installation.CEILING) {
            violations.add(within + " were admitted within the second before " + atMillis);
        }
    }

    /** Reads the log to its end and returns all violations. */
    Set<String> stop() throws InterruptedException {
        closed = true;
        thread.join();
        check(observe());
        return new HashSet<>(violations);
    }

    /** How many people were admitted. */
    int count() {
        return admitted.size();
    }

    @Override
    public void close() {
        closed = true;
        redisson.shutdown();
    }
}
