package io.showgate.catalogue;

import io.showgate.concert.ConcertsChanged;
import io.showgate.startup.BackgroundWork;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The version of the catalogue that this instance answers from. A thread of its own reads the counter in Redis a few
 * times a second. So the instance sees every change within that interval, and there is no message that could be lost.
 * The same thread finds out whether Redis answers, so that requests need not.
 *
 * <p>A change that cannot be counted because Redis is away is counted as soon as Redis answers this instance again.
 * Until then this instance uses a negative version that no other instance knows. If it ends before it could count the
 * change, the other instances show the old state until the TTL of their answers.
 *
 * <p>Thread-safe.
 */
final class CatalogueVersion extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueVersion.class);

    /** A stop waits for a read that has begun, so that the read does not meet a closed client. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);

    private final CatalogueStore store;
    private final Duration interval;
    private final AtomicLong uncounted = new AtomicLong();
    private volatile long current;
    private volatile boolean redisAvailable = true;

    CatalogueVersion(CatalogueStore store, Duration interval) {
        super("catalogue-version", 1, LONGEST_READ);
        this.store = store;
        this.interval = interval;
    }

    @Override
    protected void begin() {
        synchronize();
        every(interval, this::synchronize);
    }

    /** The version to answer from now. It changes whenever the catalogue may have changed. */
    long current() {
        return current;
    }

    /** True if the latest command that the catalogue sent to Redis was answered. */
    boolean isRedisAvailable() {
        return redisAvailable;
    }

    /** Reports that Redis did not answer. The catalogue sends it nothing more until it answers this type again. */
    void redisFailed(RuntimeException failure) {
        if (redisAvailable) {
            redisAvailable = false;
            LOG.warn("Redis does not answer; the catalogue is served from this instance and the database");
        }
        LOG.debug("Redis failed", failure);
    }

    /** Advances the version after a change has committed. */
    @TransactionalEventListener
    void advance(ConcertsChanged change) {
        advance();
    }

    /** Makes all stored answers unreachable: here at once, on other instances within the interval. Never throws. */
    void advance() {
        uncounted.incrementAndGet();
        synchronize();
    }

    private synchronized void synchronize() {
        long changes = uncounted.get();
        try {
            current = changes > 0 ? store.nextVersion() : store.version();
            uncounted.addAndGet(-changes);
            if (!redisAvailable) {
                redisAvailable = true;
                LOG.info("Redis answers the catalogue again");
            }
        } catch (RuntimeException away) {
            redisFailed(away);
            current = changes > 0 ? Math.min(current, 0) - 1 : current;
        }
    }
}
