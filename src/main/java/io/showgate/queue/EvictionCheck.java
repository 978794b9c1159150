package io.showgate.queue;

import io.showgate.redis.RedisAwayException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that Redis cannot drop people from a queue. A Redis with an eviction policy for all keys may do so when
 * its memory is full, without telling anyone. Then the queue is not served until an operator sets another policy. This
 * type also knows how much memory Redis uses. One thread checks; any thread may ask.
 */
final class EvictionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(EvictionCheck.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final String queue;
    private final QueueScripts scripts;
    private volatile RedisMemory memory = RedisMemory.UNKNOWN;
    private long checkedNanos = System.nanoTime() - INTERVAL.toNanos();

    EvictionCheck(String queue, QueueScripts scripts) {
        this.queue = queue;
        this.scripts = scripts;
    }

    /** Asks Redis for its policy every few seconds, and logs a change. Confined to the thread that ticks. */
    void run() {
        if (System.nanoTime() - checkedNanos < INTERVAL.toNanos()) {
            return;
        }
        var before = memory;
        memory = scripts.memory();
        checkedNanos = System.nanoTime();
        if (!memory.policy().equals(before.policy())) {
            logChange(before, memory);
        }
    }

    private void logChange(RedisMemory before, RedisMemory now) {
        if (now.mayDropPeople()) {
            LOG.error(
                    "Queue {} is not served: Redis has maxmemory-policy {} and may drop people who wait. Set it to"
                            + " volatile-lru",
                    queue,
                    now.policy());
        } else if (before.mayDropPeople()) {
            LOG.info("Queue {} is served again: Redis has maxmemory-policy {}", queue, now.policy());
        }
        if (now.dropsNothing()) {
            LOG.warn(
                    "Redis has maxmemory-policy noeviction: when its memory is full, no one can join queue {}, though"
                            + " pages of the catalogue could be dropped. Set it to volatile-lru",
                    queue);
        }
    }

    /** True if Redis may drop people who wait. */
    boolean isUnsafe() {
        return memory.mayDropPeople();
    }

    /** How many bytes of memory Redis used at the last check; NaN while that is not known. */
    double usedBytes() {
        return memory.usedBytes();
    }

    /**
     * Returns normally if the queue may be served.
     *
     * @throws RedisAwayException if Redis may drop people who wait
     */
    void require() {
        if (isUnsafe()) {
            throw new RedisAwayException("Redis may drop people from the queue");
        }
    }
}
