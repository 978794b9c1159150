package io.showgate.concert;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The last known answer to a question, and what it is good for. As long as it is <em>fresh</em> it is the answer; for
 * as long again it is <em>current</em>, while somebody looks for a newer one; after that, and once the catalogue has
 * changed, it is only what there is if no newer one can be had. For how long it is fresh varies by a tenth, so that
 * what was asked for together is not loaded again together. Thread-safe.
 */
final class KnownAnswer {

    /** How long it is not tried again to have a newer one after that failed, less a random part of up to a half. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final CatalogueAnswer answer;
    private final long version;
    private final long loaded = System.nanoTime();
    private final long freshNanos;
    private volatile long askAgain = loaded;

    /**
     * An answer that was just loaded.
     *
     * @param version the catalogue's when it was asked for
     * @param ttl for how long it is fresh, more or less
     */
    KnownAnswer(CatalogueAnswer answer, long version, Duration ttl) {
        this.answer = answer;
        this.version = version;
        freshNanos = ttl.toNanos() / 100 * ThreadLocalRandom.current().nextInt(90, 111);
    }

    CatalogueAnswer answer() {
        return answer;
    }

    boolean isFresh(long currentVersion) {
        return version == currentVersion && age() < freshNanos;
    }

    boolean isCurrent(long currentVersion) {
        return version == currentVersion && age() < 2 * freshNanos;
    }

    /** Notes that no newer one could be had. */
    void notRenewed() {
        long most = AFTER_FAILURE.toNanos();
        askAgain = System.nanoTime() + ThreadLocalRandom.current().nextLong(most / 2, most);
    }

    /** Whether it is so short a time since no newer one could be had that it is not worth while to try again. */
    boolean isAllThereIs() {
        return System.nanoTime() - askAgain < 0;
    }

    /** The answer, marked with how old it is. */
    CatalogueAnswer marked() {
        return answer.stale(Duration.ofNanos(age()));
    }

    private long age() {
        return System.nanoTime() - loaded;
    }
}
