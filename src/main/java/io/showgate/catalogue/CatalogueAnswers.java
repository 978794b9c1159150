package io.showgate.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.catalogue.CachedAnswer.Freshness;
import io.showgate.web.BusyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The finished answers in the instance's memory: a hot page costs one lookup in a map.
 *
 * <ul>
 *   <li>However many requests need the same answer, one load runs for it, on a virtual thread of its own. A slow load
 *       delays no request for another answer.
 *   <li>A request waits for a load until {@value #LONGEST_WAIT_MILLIS} ms after the load began, at most.
 *   <li>If the load fails or takes longer, the request gets the last known answer, marked as stale with its age, even
 *       one of an older {@linkplain CatalogueVersion version}.
 * </ul>
 *
 * <p>The shared loads are ours and not those of Caffeine's {@code AsyncLoadingCache}, whose refresh may load one key
 * several times (docs/adr/0019). Thread-safe.
 */
@Component
class CatalogueAnswers {

    /** A load of one answer at one version of the catalogue. */
    private record LoadKey(long version, CatalogueQuery query) {}

    private static final int LONGEST_WAIT_MILLIS = 1_500;
    private static final Executor LOADERS =
            load -> Thread.ofVirtual().name("catalogue-load").start(load);

    private final Cache<CatalogueQuery, CachedAnswer> answers;
    private final ConcurrentMap<LoadKey, CompletableFuture<CatalogueAnswer>> loads = new ConcurrentHashMap<>();
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
                .<CatalogueQuery, CachedAnswer>weigher(
                        (_, cached) -> cached.answer().weight())
                .build();
    }

    /**
     * The answer to this query. It is no older than the TTLs allow, unless it is marked as stale.
     *
     * @throws DataAccessException or {@link TransactionException} if no answer is known and the database does not give
     *     one in time
     */
    CatalogueAnswer answer(CatalogueQuery query) {
        long currentVersion = version.current();
        var cached = answers.getIfPresent(query);
        if (cached == null) {
            return await(new LoadKey(currentVersion, query));
        }
        return switch (cached.freshness(currentVersion)) {
            case FRESH -> hit(cached);
            case DUE_FOR_REFRESH -> refreshAhead(cached, new LoadKey(currentVersion, query));
            case OUTDATED -> loadOrStale(cached, new LoadKey(currentVersion, query));
        };
    }

    private CatalogueAnswer hit(CachedAnswer cached) {
        lookups.increment();
        return cached.answer();
    }

    /** The cached answer; a load for its successor runs in the background. */
    private CatalogueAnswer refreshAhead(CachedAnswer cached, LoadKey key) {
        if (!cached.isBackingOff()) {
            var _ = load(key);
        }
        return hit(cached);
    }

    /** A newly loaded answer if the load succeeds in time, otherwise the cached one, marked as stale. */
    private CatalogueAnswer loadOrStale(CachedAnswer cached, LoadKey key) {
        if (!cached.isBackingOff()) {
            try {
                return await(key);
            } catch (DataAccessException | TransactionException away) {
                cached.refreshFailed();
            }
        }
        staleLookups.increment();
        return cached.asStale();
    }

    /** The load that is in progress, or a new one. It fails when its time is up, so that no request waits longer. */
    private CompletableFuture<CatalogueAnswer> load(LoadKey key) {
        return loads.computeIfAbsent(
                key,
                begun -> CompletableFuture.supplyAsync(() -> run(begun), LOADERS)
                        .orTimeout(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }

    /**
     * Runs a load to its end, even after the last request stopped waiting for it, so that no second one begins beside
     * it.
     */
    private CatalogueAnswer run(LoadKey key) {
        try {
            return read(key.query());
        } catch (RuntimeException | Error failure) {
            startBackOff(key.query());
            throw failure;
        } finally {
            var _ = loads.remove(key);
        }
    }

    /**
     * Reads nothing if another load of the same answer ended between this request's lookup and its load. It uses the
     * current version: if the catalogue changed before the load began, the load does not replace a newer answer.
     */
    private CatalogueAnswer read(CatalogueQuery query) {
        long loadVersion = version.current();
        var cached = answers.getIfPresent(query);
        if (cached != null && cached.freshness(loadVersion) == Freshness.FRESH) {
            return cached.answer();
        }
        var answer = new CatalogueAnswer(reader.read(query));
        answers.put(query, new CachedAnswer(answer, loadVersion, ttl));
        return answer;
    }

    private void startBackOff(CatalogueQuery query) {
        var cached = answers.getIfPresent(query);
        if (cached != null) {
            cached.refreshFailed();
        }
    }

    /** A search that takes too long is no failure of the database. Anyone can cause it. */
    private CatalogueAnswer await(LoadKey key) {
        try {
            return load(key).join();
        } catch (CompletionException failed) {
            throw switch (failed.getCause()) {
                case RuntimeException cause -> cause;
                case TimeoutException _
                when key.query().work() == CatalogueWork.SEARCH -> new BusyException("A search took too long");
                case TimeoutException slow -> new QueryTimeoutException("The catalogue took too long", slow);
                case null, default -> new IllegalStateException(failed);
            };
        }
    }
}
