package io.showgate.concert;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.concert.CatalogueConfiguration.CatalogueProperties;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * The catalogue's finished answers, in the instance's memory: a hot page costs a look into a map. However many ask for
 * the same answer at once, it is loaded once, on a virtual thread of its own, so that a slow load holds up nobody
 * else's; a load that fails is not kept. Answers of an older version are never given ({@link CatalogueVersion}).
 * Thread-safe.
 */
@Component
class CatalogueAnswers {

    private record Key(long version, CatalogueQuery query) {}

    private static final Duration LONGEST_LOAD = Duration.ofSeconds(4);

    private final AsyncCache<Key, CatalogueAnswer> answers;
    private final CatalogueReader reader;
    private final CatalogueVersion version;
    private final Counter lookups;

    CatalogueAnswers(
            CatalogueReader reader, CatalogueVersion version, CatalogueProperties properties, MeterRegistry meters) {
        this.reader = reader;
        this.version = version;
        this.lookups = CatalogueLayer.INSTANCE.counter(meters);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(properties.instanceTtl())
                .maximumWeight(properties.instanceSize().toBytes())
                .<Key, CatalogueAnswer>weigher((key, answer) -> answer.weight())
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("catalogue-load-", 0).factory()))
                .buildAsync();
    }

    /**
     * The answer to this question, not older than the TTLs allow.
     *
     * @throws org.springframework.dao.DataAccessException if it is not at hand and the database does not give it in
     *     time
     */
    CatalogueAnswer answer(CatalogueQuery query) {
        var key = new Key(version.current(), query);
        var known = answers.getIfPresent(key);
        if (known == null) {
            return await(answers.get(key, unknown -> new CatalogueAnswer(reader.read(unknown.query()))));
        }
        lookups.increment();
        return known.state() == CompletableFuture.State.SUCCESS ? known.resultNow() : await(known);
    }

    private static CatalogueAnswer await(CompletableFuture<CatalogueAnswer> loading) {
        try {
            return loading.get(LONGEST_LOAD.toMillis(), TimeUnit.MILLISECONDS);
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
