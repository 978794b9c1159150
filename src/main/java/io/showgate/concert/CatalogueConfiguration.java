package io.showgate.concert;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The catalogue's caches. The cache stands outside the transaction (a lower order is further out), so that what is
 * stored in Redis costs no database connection.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching(order = 0)
class CatalogueConfiguration {

    /** The name of the one cache. */
    static final String CACHE = "concert";

    /**
     * How long the catalogue may lag behind and what it may occupy.
     *
     * @param ttl how long an answer stays in Redis; 30 s. Longer spares the database, and is how long a change stays
     *     unseen elsewhere that could not be announced because Redis was away
     * @param maxEntries answers in Redis at most; 5,000, of about 2 kB for a page of ten
     * @param instanceTtl how long an instance repeats a finished answer without asking Redis, more or less a tenth; 3
     *     s, and for as long again while it asks. Announced changes end it at once; seats sold do not
     * @param instanceSize memory for finished answers in an instance; 32 MB
     * @param stale how old an answer may be that is given, and marked, because no newer one can be had; 1 hour. Longer
     *     bridges longer outages of the database, with older news
     * @param versionInterval how often an instance looks for changes; 300 ms, one small read each time
     */
    @Validated
    @ConfigurationProperties("showgate.catalogue")
    record CatalogueProperties(
            @DefaultValue("30s") @DurationMin(millis = 10) Duration ttl,
            @DefaultValue("5000") @Positive int maxEntries,
            @DefaultValue("3s") @DurationMin(millis = 1) Duration instanceTtl,
            @DefaultValue("32MB") DataSize instanceSize,
            @DefaultValue("1h") @DurationMin(millis = 1) Duration stale,
            @DefaultValue("300ms") @DurationMin(millis = 1) Duration versionInterval) {}

    @Bean
    CatalogueStore catalogueStore(StringRedisTemplate redis, CatalogueProperties properties, Clock clock) {
        return new CatalogueStore(redis, properties, clock);
    }

    @Bean(initMethod = "start")
    CatalogueVersion catalogueVersion(CatalogueStore store, CatalogueProperties properties) {
        return new CatalogueVersion(store, properties.versionInterval());
    }

    /** Puts off evictions inside a transaction until it has committed. */
    @Bean
    CacheManager cacheManager(CatalogueStore store, CatalogueVersion version, MeterRegistry meters) {
        var manager = new SimpleCacheManager();
        manager.setCaches(List.of(new CatalogueCache(store, version, meters)));
        manager.initializeCaches();
        return new TransactionAwareCacheManagerProxy(manager);
    }
}
