package io.showgate.concert;

import io.showgate.concert.CatalogueConfiguration.CatalogueProperties;
import io.showgate.redis.RedisAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/**
 * Every Redis command of the catalogue. All are O(1) or O(log n) on single keys, so any node of a cluster may hold any
 * of them:
 *
 * <ul>
 *   <li>{@code concert:version} counts the changes of the catalogue. It is part of every other key but the last, so
 *       that one {@code INCR} puts everything stored before out of reach, and nothing has to be searched for and
 *       deleted. No TTL.
 *   <li>{@code concert:<version>:<question>} holds an answer: the JSON that buyers receive, or {@code null} where there
 *       is no such concert. Its TTL is configured and varied by a tenth, so that what was stored together does not end
 *       together.
 *   <li>{@code concert:<version>:<question>:lease} is there while one instance loads that answer, for
 *       {@value #LEASE_MILLIS} ms at most. It has no owner: whoever has loaded removes it, and the worst that this can
 *       do is that an answer whose load took longer than the lease is loaded once more.
 *   <li>{@code concert:stored} lists the keys of the answers by the time they end, so that the oldest can be dropped
 *       when there are more than configured. Its size is bounded by that number; no TTL.
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

    /** The answer that some instance stored, if it is still there. */
    Optional<String> find(long version, String question) {
        return RedisAccess.ask(() -> Optional.ofNullable(redis.opsForValue().get(key(version, question))));
    }

    /** Whether the caller is the one to load this answer; everybody else is told no until it is released or ends. */
    boolean lease(long version, String question) {
        return Boolean.TRUE.equals(RedisAccess.ask(
                () -> redis.opsForValue().setIfAbsent(key(version, question) + ":lease", "", LEASE)));
    }

    /** Ends the lease. */
    void release(long version, String question) {
        RedisAccess.ask(() -> redis.unlink(key(version, question) + ":lease"));
    }

    /** Stores an answer, and drops the oldest ones that are too many. */
    void store(long version, String question, String answer) {
        RedisAccess.ask(() -> storeNow(version, question, answer));
    }

    private boolean storeNow(long version, String question, String answer) {
        var key = key(version, question);
        var ttl = varied(properties.ttl());
        redis.opsForValue().set(key, answer, ttl);
        redis.opsForZSet().add(STORED, key, (double) (clock.millis() + ttl.toMillis()));
        var size = redis.opsForZSet().size(STORED);
        if (size != null && size > properties.maxEntries()) {
            dropOldest(size - properties.maxEntries());
        }
        return true;
    }

    /** Drops one answer. */
    void drop(long version, String question) {
        RedisAccess.ask(() -> redis.unlink(key(version, question)));
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

    private static String key(long version, String question) {
        return "concert:" + version + ':' + question;
    }
}
