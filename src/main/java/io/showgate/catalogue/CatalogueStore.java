package io.showgate.catalogue;

import io.showgate.redis.RedisAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/**
 * All Redis commands of the catalogue. Each is O(1) or O(log n) on a single key, so any node of a cluster may hold any
 * of these keys:
 *
 * <ul>
 *   <li>{@code concert:version} counts the changes of the catalogue. It is part of the keys of answers and leases, so
 *       one {@code INCR} makes all older answers unreachable, and nothing must be searched for and deleted. No TTL.
 *   <li>{@code concert:<version>:<query>} holds an answer: the JSON that buyers receive, or {@code null} if there is no
 *       such concert. Its TTL is configured and varied by a tenth, so that answers that were stored together do not
 *       expire together.
 *   <li>{@code concert:<version>:<query>:lease} exists while one instance loads that answer, for {@value #LEASE_MILLIS}
 *       ms at most. It has no owner: any instance that has loaded the answer removes it. If a load takes longer than
 *       the lease, the answer may be loaded twice, which does no harm.
 *   <li>{@code concert:stored} lists the keys of the answers by the time at which they were stored. If there are more
 *       than configured, the oldest are dropped. So the setting limits its size. No TTL.
 * </ul>
 *
 * <p>Thread-safe. Every method throws a {@link RuntimeException} if Redis does not answer.
 */
class CatalogueStore {

    private static final int LEASE_MILLIS = 1_500;
    private static final Duration LEASE = Duration.ofMillis(LEASE_MILLIS);
    private static final String VERSION = "concert:version";
    private static final String STORED = "concert:stored";

    private final StringRedisTemplate redis;
    private final CatalogueProperties properties;
    private final Clock clock;

    CatalogueStore(StringRedisTemplate redis, CatalogueProperties properties, Clock clock) {
        this.redis = redis;
        this.properties = properties;
        this.clock = clock;
    }

    /** The number of changes so far. */
    long version() {
        var counted = RedisAccess.ask(() -> redis.opsForValue().get(VERSION));
        return counted == null ? 0 : Long.parseLong(counted);
    }

    /** Counts one more change. */
    long nextVersion() {
        var counted = RedisAccess.ask(() -> redis.opsForValue().increment(VERSION));
        return counted == null ? 0 : counted;
    }

    /** The answer that an instance stored, if it is still there. */
    Optional<String> find(long version, String query) {
        return RedisAccess.ask(() -> Optional.ofNullable(redis.opsForValue().get(key(version, query))));
    }

    /** Takes the lease. True if the caller must load this answer; false while another caller holds the lease. */
    boolean lease(long version, String query) {
        return Boolean.TRUE.equals(RedisAccess.ask(
                () -> redis.opsForValue().setIfAbsent(key(version, query) + ":lease", "", LEASE)));
    }

    /** Ends the lease. */
    void release(long version, String query) {
        RedisAccess.ask(() -> redis.unlink(key(version, query) + ":lease"));
    }

    /** Stores an answer, and drops the oldest ones if there are too many. */
    void store(long version, String query, String answer) {
        RedisAccess.ask(() -> storeNow(version, query, answer));
    }

    private boolean storeNow(long version, String query, String answer) {
        var key = key(version, query);
        redis.opsForValue().set(key, answer, varied(properties.ttl()));
        redis.opsForZSet().add(STORED, key, (double) clock.millis());
        var size = redis.opsForZSet().size(STORED);
        if (size != null && size > properties.maxEntries()) {
            dropOldest(size - properties.maxEntries());
        }
        return true;
    }

    /** Drops one answer. */
    void drop(long version, String query) {
        RedisAccess.ask(() -> redis.unlink(key(version, query)));
    }

    private void dropOldest(long count) {
        var oldest = redis.opsForZSet().popMin(STORED, count);
        if (oldest != null) {
            oldest.stream().map(TypedTuple::getValue).forEach(key -> {
                if (key != null) {
                    redis.unlink(key);
                }
            });
        }
    }

    private static Duration varied(Duration ttl) {
        return ttl.multipliedBy(ThreadLocalRandom.current().nextInt(90, 111)).dividedBy(100);
    }

    private static String key(long version, String query) {
        return "concert:" + version + ':' + query;
    }
}
