package io.showgate.catalogue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.redis.RedisFullException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * The catalogue's Spring cache: answers as JSON text in Redis, shared by all instances ({@link CatalogueStore}). One
 * instance takes a lease and loads a missing answer. The others wait up to {@value #LEASE_WAIT_MILLIS} ms for it, and
 * then load it themselves, each in its turn ({@link CatalogueTurns}). Without Redis every load goes to the database at
 * once. Thread-safe.
 */
final class CatalogueCache extends AbstractValueAdaptingCache {

    private static final int LEASE_WAIT_MILLIS = 500;
    private static final Duration LEASE_WAIT = Duration.ofMillis(LEASE_WAIT_MILLIS);
    private static final Duration LEASE_POLL_INTERVAL = Duration.ofMillis(20);

    private static final String NO_SUCH_CONCERT = "null";

    private final CatalogueStore store;
    private final CatalogueVersion version;
    private final Counter lookups;
    private final CatalogueTurns turns;

    CatalogueCache(CatalogueStore store, CatalogueVersion version, CatalogueTurns turns, MeterRegistry meters) {
        super(true);
        this.store = store;
        this.version = version;
        this.turns = turns;
        this.lookups = CatalogueLayer.REDIS.counter(meters);
    }

    @Override
    public String getName() {
        return CatalogueConfiguration.CACHE;
    }

    @Override
    public Object getNativeCache() {
        return store;
    }

    @Override
    protected @Nullable Object lookup(Object query) {
        return find(version.current(), query).map(this::fromText).orElse(null);
    }

    /**
     * The stored answer. If there is none, the loader's answer, which is stored under the version from before the load.
     * Stored answers are always text.
     */
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Object query, Callable<T> loader) {
        long loadVersion = version.current();
        var stored = find(loadVersion, query).or(() -> awaitOtherInstance(loadVersion, query));
        if (stored.isPresent()) {
            lookups.increment();
            return (T) fromStoreValue(fromText(stored.get()));
        }
        try {
            var loaded = load(query, loader);
            attempt(() -> store.store(loadVersion, query.toString(), text(loaded)));
            return loaded;
        } finally {
            attempt(() -> store.release(loadVersion, query.toString()));
        }
    }

    @Override
    public void put(Object query, @Nullable Object answer) {
        attempt(() -> store.store(version.current(), query.toString(), text(answer)));
    }

    @Override
    public void evict(Object query) {
        attempt(() -> store.drop(version.current(), query.toString()));
    }

    /** Makes all stored answers unreachable, on all instances. Searches for nothing and deletes nothing. */
    @Override
    public void clear() {
        version.advance();
    }

    private Optional<String> find(long ofVersion, Object query) {
        return attempt(() -> store.find(ofVersion, query.toString()), Optional.empty());
    }

    /** The answer that the holder of the lease stores in time. Empty if the caller must load it. */
    private Optional<String> awaitOtherInstance(long loadVersion, Object query) {
        long start = System.nanoTime();
        while (!attempt(() -> store.lease(loadVersion, query.toString()), true)
                && System.nanoTime() - start < LEASE_WAIT.toNanos()) {
            LockSupport.parkNanos(LEASE_POLL_INTERVAL.toNanos());
            var stored = find(loadVersion, query);
            if (stored.isPresent()) {
                return stored;
            }
        }
        return Optional.empty();
    }

    private <T> T load(Object query, Callable<T> loader) {
        try {
            return turns.load(((CatalogueQuery) query).work(), loader);
        } catch (Exception failure) {
            throw new ValueRetrievalException(query, loader, failure);
        }
    }

    private static String text(@Nullable Object answer) {
        return answer == null ? NO_SUCH_CONCERT : answer.toString();
    }

    private Object fromText(String stored) {
        return toStoreValue(stored.equals(NO_SUCH_CONCERT) ? null : stored);
    }

    private void attempt(Runnable command) {
        attempt(
                () -> {
                    command.run();
                    return true;
                },
                false);
    }

    /**
     * Sends Redis one command. Returns the alternative if Redis does not answer, or did not answer the last time. It
     * also returns the alternative if Redis has no memory for the command; the next command is sent all the same.
     */
    private <T> T attempt(Supplier<T> command, T alternative) {
        if (!version.isRedisAvailable()) {
            return alternative;
        }
        try {
            return command.get();
        } catch (RuntimeException away) {
            if (!RedisFullException.caused(away)) {
                version.redisFailed(away);
            }
            return alternative;
        }
    }
}
