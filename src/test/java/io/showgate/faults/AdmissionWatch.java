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
 * Follows the admission log of the queue {@code main} in Redis itself, ten times a second, and holds each step against
 * the promises: nobody overtakes, no number is let in twice or for two people, and neither the places inside nor those
 * let in within a second are ever more than allowed. docs/redis-keys.md says what the keys hold.
 */
final class AdmissionWatch implements AutoCloseable {

    private static final String LOOK = """
            local prefix, since, head = 'queue:{main}:', ARGV[1], ARGV[2]
            local first = redis.call('ZRANGE', prefix .. 'waiting', 0, 0, 'WITHSCORES')
            local look = {
              redis.call('HGET', prefix .. 'state', 'version') or '0',
              tostring(redis.call('ZCARD', prefix .. 'active')),
              redis.call('ZSCORE', prefix .. 'waiting', head) or '', first[1] or '', first[2] or ''}
            for _, entry in ipairs(redis.call('XRANGE', prefix .. 'admissions', '(' .. since .. '-0', '+')) do
              look[#look + 1] = entry[2][2]
            end
            return look""";

    private static final int LOOK_EVERY_MILLIS = 100;
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
     * What Redis held in one moment.
     *
     * @param version of the last entry of the log
     * @param active how many are inside
     * @param place where the head of the last look waits now, or an empty text
     * @param head who waits at the head now, or an empty text, and their number
     * @param log what was added to the log since the last look
     */
    private record Look(long version, long active, String place, String head, String number, List<String> log) {

        static Look of(List<String> told) {
            return new Look(
                    Long.parseLong(told.get(0)),
                    Long.parseLong(told.get(1)),
                    told.get(2),
                    told.get(3),
                    told.get(4),
                    told.subList(5, told.size()));
        }

        /** Those let in or whose session was used. */
        Stream<Entry> letIn() {
            return log.stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("+"))
                    .map(Entry::of);
        }
    }

    /** A line of the log of somebody let in, or of a session used: {@code +user number expiry deadline}. */
    private record Entry(String user, long number, long deadlineMillis) {

        static Entry of(String line) {
            var parts = line.substring(1).split(" ", -1);
            return new Entry(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[3]));
        }
    }

    /**
     * Watches from now on: whom an operator has let in before is bound by no rate. Whether Redis has lost everything is
     * for somebody else to know.
     */
    AdmissionWatch(OwnRedis redis, BooleanSupplier emptied) {
        this.redisson = TestRedis.clientOf(redis.url());
        this.emptied = emptied;
        var before = look();
        before.letIn().forEach(entry -> admitted.put(entry.number(), entry.user()));
        version = before.version();
        thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        while (!closed) {
            try {
                judge(look());
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (RedisException away) {
                // It is looked at again when it is back; the log has what was missed.
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private Look look() {
        return Look.of(redisson.getScript(StringCodec.INSTANCE)
                .eval(Mode.READ_ONLY, LOOK, ReturnType.LIST, List.of(), Long.toString(version), head));
    }

    private void judge(Look look) {
        if (look.active() > Stage.MOST_INSIDE) {
            violations.add(look.active() + " are inside");
        }
        var numbers = new ArrayList<Long>();
        look.letIn().forEach(entry -> letIn(entry, numbers));
        if (!number.isEmpty() && look.place().equals(number)) {
            numbers.stream()
                    .filter(other -> other > Long.parseLong(number))
                    .forEach(other -> violations.add(other + " was let in while " + number + " waited"));
        }
        version = look.version() < version ? 0 : look.version(); // a log that was lost begins anew
        head = look.head();
        number = look.number();
    }

    private void letIn(Entry entry, List<Long> numbers) {
        long number = entry.number();
        var before = admitted.putIfAbsent(number, entry.user());
        if (before == null) {
            numbers.add(number);
            if (number < last && !emptied.getAsBoolean()) {
                violations.add(number + " was let in after " + last);
            }
            last = Math.max(last, number);
            count(entry.deadlineMillis() - Stage.SESSION.toMillis());
        } else if (!before.equals(entry.user())) {
            violations.add(number + " was let in as " + before + " and as " + entry.user());
        }
    }

    private void count(long atMillis) {
        times.merge(atMillis, 1, Integer::sum);
        int within = times.subMap(atMillis - INTERVAL_MILLIS, false, atMillis, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (within > Stage.CEILING) {
            violations.add(within + " were let in within the second up to " + atMillis);
        }
    }

    /** What was wrong, once the log was read to its end. */
    Set<String> stop() throws InterruptedException {
        closed = true;
        thread.join();
        judge(look());
        return new HashSet<>(violations);
    }

    /** How many were let in. */
    int count() {
        return admitted.size();
    }

    @Override
    public void close() {
        closed = true;
        redisson.shutdown();
    }
}
