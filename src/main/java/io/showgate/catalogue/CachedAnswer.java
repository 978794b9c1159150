package io.showgate.catalogue;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The latest answer to a query that this instance loaded, with its {@link Freshness}. The TTL varies by a tenth, so
 * that answers that were loaded together do not expire together. After a failed refresh the next attempt waits for half
 * a second to a second. Thread-safe.
 */
final class CachedAnswer {

    /** How a cached answer may be used. */
    enum Freshness {
        /** Within its TTL: send it. */
        FRESH,
        /** Within twice its TTL: send it, and refresh it in the background. */
        DUE_FOR_REFRESH,
        /**
         * Older, or of another version of the catalogue: send it, marked as stale, only if no load succeeds in time.
         */
        OUTDATED
    }

    private static final long LONGEST_BACK_OFF_NANOS = Duration.ofSeconds(1).toNanos();

    private final CatalogueAnswer answer;
    private final long version;
    private final long loadedAt = System.nanoTime();
    private final long ttlNanos;
    private volatile long nextRefreshAt = loadedAt;

    /**
     * An answer that has just been loaded.
     *
     * @param version the version of the catalogue when the load began
     * @param ttl how long it is fresh, before the variation by a tenth
     */
    CachedAnswer(CatalogueAnswer answer, long version, Duration ttl) {
        this.answer = answer;
        this.version = version;
        ttlNanos = ttl.toNanos() / 100 * ThreadLocalRandom.current().nextInt(90, 111);
    }

    CatalogueAnswer answer() {
        return answer;
    }

    /** How the answer may be used now. */
    Freshness freshness(long currentVersion) {
        long age = ageNanos();
        if (version != currentVersion || age >= 2 * ttlNanos) {
            return Freshness.OUTDATED;
        }
        return age < ttlNanos ? Freshness.FRESH : Freshness.DUE_FOR_REFRESH;
    }

    /** Starts the back-off: a refresh has failed. */
    void refreshFailed() {
        nextRefreshAt = System.nanoTime()
                + ThreadLocalRandom.current().nextLong(LONGEST_BACK_OFF_NANOS / 2, LONGEST_BACK_OFF_NANOS);
    }

    /** True while backing off after a failed refresh. */
    boolean isBackingOff() {
        return System.nanoTime() - nextRefreshAt < 0;
    }

    /** The answer, marked as stale with its age. */
    CatalogueAnswer asStale() {
        return answer.stale(Duration.ofNanos(ageNanos()));
    }

    private long ageNanos() {
        return System.nanoTime() - loadedAt;
    }
}
