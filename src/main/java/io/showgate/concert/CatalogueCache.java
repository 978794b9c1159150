package io.showgate.concert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.redis.RedisFullException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.dao.QueryTimeoutException;

/**
 * The catalogue's Spring cache: answers as JSON text in Redis, shared by all instances ({@link CatalogueStore}). An
 * answer that is missing is loaded by one instance, which holds a lease; the others wait for it {@value #WAIT_MILLIS}
 * ms at most and then load it themselves. Different answers are loaded {@value #LOADS_AT_ONCE} at a time. Without Redis
 * every load goes to the database, at once. Thread-safe.
 */
final class CatalogueCache extends AbstractValueAdaptingCache {

    private static final int WAIT_MILLIS = 500;
    private static final Duration WAIT = Duration.ofMillis(WAIT_MILLIS);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** Fewer than showgate.database.requests.connections, so that others find one free. */
    private static final int LOADS_AT_ONCE = 4;

    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);
    private static final String NOTHING = "null";

    private final CatalogueStore store;
    private final CatalogueVersion version;
    private final Counter lookups;
    private final Semaphore turns = new Semaphore(LOADS_AT_ONCE, true);

    CatalogueCache(CatalogueStore store, CatalogueVersion version, MeterRegistry meters) {
        super(true);
        this.store = store;
        this.version = version;
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
    protected @Nullable Object lookup(Object question) {
        return find(version.current(), question).map(this::fromText).orElse(null);
    }

    /** What is stored, or what the loader gives, which is then stored under the version that was current before. */
    @Override
    @SuppressWarnings("unchecked") // the only type stored is text
    public <T> @Nullable T get(Object question, Callable<T> loader) {
        long asOf = version.current();
        var stored = find(asOf, question).or(() -> awaitLoad(asOf, question));
        if (stored.isPresent()) {
            lookups.increment();
            return (T) fromStoreValue(fromText(stored.get()));
        }
        try {
            var loaded = load(question, loader);
            attempt(() -> store.store(asOf, question.toString(), text(loaded)));
            return loaded;
        } finally {
            attempt(() -> store.release(asOf, question.toString()));
        }
    }

    @Override
    public void put(Object question, @Nullable Object answer) {
        attempt(() -> store.store(version.current(), question.toString(), text(answer)));
    }

    @Override
    public void evict(Object question) {
        attempt(() -> store.drop(version.current(), question.toString()));
    }

    /** Puts everything stored before out of reach, on all instances; nothing is searched for or deleted. */
    @Override
    public void clear() {
        version.advance();
    }

    private Optional<String> find(long asOf, Object question) {
        return attempt(() -> store.find(asOf, question.toString()), Optional.empty());
    }

    /** What another instance that holds the lease stores in time; empty if the caller is to load. */
    private Optional<String> awaitLoad(long asOf, Object question) {
        long start = System.nanoTime();
        while (!attempt(() -> store.lease(asOf, question.toString()), true)
                && System.nanoTime() - start < WAIT.toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            var stored = find(asOf, question);
            if (stored.isPresent()) {
                return stored;
            }
        }
        return Optional.empty();
    }

    /** Loads take turns, so that many different questions at once wait for each other and are not refused for it. */
    private <T> T load(Object question, Callable<T> loader) {
        boolean turn = false;
        try {
            turn = turns.tryAcquire(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS);
            if (!turn) {
                throw new QueryTimeoutException("Too many answers of the catalogue are to be loaded");
            }
            return loader.call();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ValueRetrievalException(question, loader, stopping);
        } catch (Exception failure) {
            throw new ValueRetrievalException(question, loader, failure);
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    private static String text(@Nullable Object answer) {
        return answer == null ? NOTHING : answer.toString();
    }

    private Object fromText(String stored) {
        return toStoreValue(stored.equals(NOTHING) ? null : stored);
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
     * One Redis command, or the other result if Redis does not answer it, did not answer the last one, or has no memory
     * for it, which says nothing about the next.
     */
    private <T> T attempt(Supplier<T> command, T otherwise) {
        if (!version.redisAnswers()) {
            return otherwise;
        }
        try {
            return command.get();
        } catch (RuntimeException away) {
            if (!RedisFullException.caused(away)) {
                version.redisFailed(away);
            }
            return otherwise;
        }
    }
}
