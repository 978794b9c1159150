package io.showgate.concert;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of the catalogue this instance answers from. It follows the counter in Redis a few times a second, in a
 * thread of its own, so that a change made anywhere is seen within that interval even if nothing announces it; and it
 * knows whether Redis answers, so that no request has to find out.
 *
 * <p>A change that cannot be counted because Redis is away is owed, and is counted as soon as Redis answers this
 * instance again. Until then the instance itself goes on under a negative version, which no other one knows. If it ends
 * before, the other instances show the old state until the TTL of what they stored.
 *
 * <p>Thread-safe.
 */
final class CatalogueVersion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueVersion.class);

    private final CatalogueStore store;
    private final Duration interval;
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("catalogue-version").factory());
    private final AtomicLong owed = new AtomicLong();
    private volatile long known;
    private volatile boolean redisAnswers = true;

    CatalogueVersion(CatalogueStore store, Duration interval) {
        this.store = store;
        this.interval = interval;
    }

    /** Reads the version once and follows it from then on. */
    void start() {
        follow();
        long millis = interval.toMillis();
        var _ = follower.scheduleWithFixedDelay(this::follow, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** The version that this instance answers from now; changes whenever the catalogue may have changed. */
    long current() {
        return known;
    }

    /** Whether Redis answered when it was last asked. */
    boolean redisAnswers() {
        return redisAnswers;
    }

    /** Says that Redis did not answer; it is left alone until it answers {@link #follow} again. */
    void redisFailed(RuntimeException failure) {
        if (redisAnswers) {
            redisAnswers = false;
            LOG.warn("Redis does not answer; the catalogue goes on from this instance and the database");
        }
        LOG.debug("Redis failed", failure);
    }

    /** Makes everything stored so far unreachable, here at once and elsewhere within the interval. Never throws. */
    void advance() {
        owed.incrementAndGet();
        follow();
    }

    @Override
    public void close() {
        follower.shutdownNow();
    }

    private synchronized void follow() {
        long changes = owed.get();
        try {
            known = changes > 0 ? store.nextVersion() : store.version();
            owed.addAndGet(-changes);
            if (!redisAnswers) {
                redisAnswers = true;
                LOG.info("Redis answers the catalogue again");
            }
        } catch (RuntimeException away) {
            redisFailed(away);
            known = changes > 0 ? Math.min(known, 0) - 1 : known;
        }
    }
}
