package io.showgate.concert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.concert.CatalogueConfiguration.CatalogueProperties;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The catalogue's finished answers, in the instance's memory: a hot page costs a look into a map. However many ask for
 * the same answer at once, it is loaded once, on a virtual thread of its own, so that a slow load holds up nobody
 * else's. Nobody waits longer than {@value #LONGEST_WAIT_MILLIS} ms: if it cannot be loaded by then, the last one that
 * is known is given, marked with its age, also one of an older version ({@link CatalogueVersion}). Thread-safe.
 */
@Component
class CatalogueAnswers {

    private record Key(long version, CatalogueQuery query) {}

    /** A load that several may wait for. */
    private record Load(CompletableFuture<CatalogueAnswer> answer, long startNanos) {

        long nanosLeft() {
            return Math.max(0, TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS) - System.nanoTime() + startNanos);
        }
    }

    private static final int LONGEST_WAIT_MILLIS = 1_500;

    private final Cache<CatalogueQuery, KnownAnswer> answers;
    private final ConcurrentMap<Key, Load> loads = new ConcurrentHashMap<>();
    private final CatalogueReader reader;
    private final CatalogueVersion version;
    private final Duration ttl;
    private final Counter lookups;
    private final Counter staleLookups;

    CatalogueAnswers(
            CatalogueReader reader, CatalogueVersion version, CatalogueProperties properties, MeterRegistry meters) {
        this.reader = reader;
        this.version = version;
        this.ttl = properties.instanceTtl();
        this.lookups = CatalogueLayer.INSTANCE.counter(meters);
        this.staleLookups = CatalogueLayer.STALE.counter(meters);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(properties.stale())
                .maximumWeight(properties.instanceSize().toBytes())
                .<CatalogueQuery, KnownAnswer>weigher(
                        (_, known) -> known.answer().weight())
                .build();
    }

    /**
     * The answer to this question, not older than the TTLs allow unless it is marked.
     *
     * @throws DataAccessException or {@link TransactionException} if none is known and the database does not give one
     *     in time
     */
    CatalogueAnswer answer(CatalogueQuery query) {
        long asOf = version.current();
        var known = answers.getIfPresent(query);
        if (known == null) {
            return await(load(new Key(asOf, query)));
        }
        if (known.isFresh(asOf)) {
            lookups.increment();
            return known.answer();
        }
        return known.isCurrent(asOf) ? renewed(known, new Key(asOf, query)) : newer(known, new Key(asOf, query));
    }

    /** What is known, while somebody looks for a newer one. */
    private CatalogueAnswer renewed(KnownAnswer known, Key key) {
        if (!known.isAllThereIs()) {
            load(key);
        }
        lookups.increment();
        return known.answer();
    }

    /** A newer one than is known, if it can be had. */
    private CatalogueAnswer newer(KnownAnswer known, Key key) {
        if (!known.isAllThereIs()) {
            try {
                return await(load(key));
            } catch (DataAccessException | TransactionException away) {
                known.notRenewed();
            }
        }
        staleLookups.increment();
        return known.marked();
    }

    private Load load(Key key) {
        return loads.computeIfAbsent(key, this::begin);
    }

    private Load begin(Key key) {
        var load = new Load(new CompletableFuture<>(), System.nanoTime());
        Thread.ofVirtual().name("catalogue-load").start(() -> finish(key, load));
        return load;
    }

    private void finish(Key key, Load load) {
        try {
            load.answer().complete(read(key));
        } catch (RuntimeException | Error failure) {
            noteFailure(key.query());
            load.answer().completeExceptionally(failure);
        } finally {
            loads.remove(key, load);
        }
    }

    /** Unless somebody else has just finished the same load. */
    private CatalogueAnswer read(Key key) {
        var justRead = answers.getIfPresent(key.query());
        if (justRead != null && justRead.isFresh(key.version())) {
            return justRead.answer();
        }
        var answer = new CatalogueAnswer(reader.read(key.query()));
        answers.put(key.query(), new KnownAnswer(answer, key.version(), ttl));
        return answer;
    }

    private void noteFailure(CatalogueQuery query) {
        var known = answers.getIfPresent(query);
        if (known != null) {
            known.notRenewed();
        }
    }

    private static CatalogueAnswer await(Load load) {
        try {
            return load.answer().get(load.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (TimeoutException slow) {
            throw new QueryTimeoutException("The catalogue took too long", slow);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("Interrupted", stopping);
        }
    }
}
