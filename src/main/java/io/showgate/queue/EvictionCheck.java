package io.showgate.queue;

import io.showgate.redis.RedisAwayException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Redis cannot drop people from a queue. With an eviction policy for all keys it may, when its memory
 * is full, and nobody would be told; so the queue is not served until an operator has set another one. And it knows how
 * much memory Redis uses. The ticks check, any thread asks.
 */
final class EvictionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(EvictionCheck.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final String queue;
    private final QueueScripts scripts;
    private volatile QueueScripts.Memory memory = new QueueScripts.Memory("", Double.NaN);
    private long checkedNanos = System.nanoTime() - INTERVAL.toNanos();

    EvictionCheck(String queue, QueueScripts scripts) {
        this.queue = queue;
        this.scripts = scripts;
    }

    /** Looks at the policy if it is time to; says what changed. Confined to the thread that ticks. */
    void run() {
        if (System.nanoTime() - checkedNanos < INTERVAL.toNanos()) {
            return;
        }
        var before = memory.policy();
        memory = scripts.memory();
        checkedNanos = System.nanoTime();
        var now = memory.policy();
        if (!now.equals(before)) {
            tell(isUnsafe(before), now);
        }
    }

    private void tell(boolean wasUnsafe, String now) {
        if (isUnsafe(now)) {
            LOG.error(
                    "Queue {} is not served: Redis has maxmemory-policy {} and may drop people who wait. Set it to"
                            + " volatile-lru",
                    queue,
                    now);
        } else if (wasUnsafe) {
            LOG.info("Queue {} is served again: Redis has maxmemory-policy {}", queue, now);
        }
        if (now.equals("noeviction")) {
            LOG.warn(
                    "Redis has maxmemory-policy noeviction: when its memory is full, nobody can join queue {}, though"
                            + " pages of the catalogue could be dropped. Set it to volatile-lru",
                    queue);
        }
    }

    private static boolean isUnsafe(String policy) {
        return policy.startsWith("allkeys-");
    }

    /** Whether Redis may drop people who wait. */
    boolean isUnsafe() {
        return isUnsafe(memory.policy());
    }

    /** How many bytes Redis used some seconds ago; NaN while that is not known. */
    double usedBytes() {
        return memory.usedBytes();
    }

    /**
     * Returns if the queue may be served.
     *
     * @throws RedisAwayException if Redis may drop people who wait
     */
    void require() {
        if (isUnsafe()) {
            throw new RedisAwayException("Redis may drop people from the queue");
        }
    }
}
