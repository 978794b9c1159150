package io.showgate.catalogue;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.database.DatabaseGuard;
import java.time.Clock;
import java.util.List;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The catalogue's caches. The cache is asked before a transaction begins (a lower order is further out), so an answer
 * that is found in Redis takes no database connection.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching(order = 0)
class CatalogueConfiguration {

    /** The name of the only cache. */
    static final String CACHE = "concert";

    @Bean
    CatalogueStore catalogueStore(StringRedisTemplate redis, CatalogueProperties properties, Clock clock) {
        return new CatalogueStore(redis, properties, clock);
    }

    @Bean
    CatalogueVersion catalogueVersion(CatalogueStore store, CatalogueProperties properties) {
        return new CatalogueVersion(store, properties.versionInterval());
    }

    @Bean
    CatalogueTurns catalogueTurns(
            DatabaseGuard database, BulkheadRegistry bulkheads, CatalogueProperties properties, MeterRegistry meters) {
        return new CatalogueTurns(database, bulkheads, properties, meters);
    }

    @Bean
    CacheManager cacheManager(
            CatalogueStore store, CatalogueVersion version, CatalogueTurns turns, MeterRegistry meters) {
        var manager = new SimpleCacheManager();
        manager.setCaches(List.of(new CatalogueCache(store, version, turns, meters)));
        return manager;
    }
}
