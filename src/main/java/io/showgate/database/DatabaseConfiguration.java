package io.showgate.database;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts a circuit breaker and bulkheads in front of the database. They are made here, not by Resilience4j's starter: its
 * aspects, which nothing here uses, cost a second at every start.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    CircuitBreakerRegistry breakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    BulkheadRegistry bulkheads() {
        return BulkheadRegistry.ofDefaults();
    }

    @Bean
    MeterBinder breakerMeters(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }

    @Bean
    MeterBinder bulkheadMeters(BulkheadRegistry bulkheads) {
        return TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads);
    }

    @Bean
    CircuitBreaker databaseBreaker(CircuitBreakerRegistry breakers, DatabaseProperties properties) {
        var breaker = breakers.circuitBreaker("database", breaker(properties));
        breaker.getEventPublisher().onStateTransition(event -> log(event.getStateTransition()));
        return breaker;
    }

    @Bean
    DatabaseGuard databaseGuard(
            CircuitBreaker databaseBreaker, DatabaseBulkheads bulkheads, ObjectProvider<DataSource> dataSource) {
        return new DatabaseGuard(
                databaseBreaker, bulkheads::of, new PoolUsage(dataSource::getObject, bulkheads::publicWaiting));
    }

    @Bean
    DatabaseBulkheads databaseBulkheads(BulkheadRegistry bulkheads, DatabaseProperties properties) {
        return new DatabaseBulkheads(bulkheads, properties);
    }

    /** Looks up its dependencies only when the pool exists, so that it creates no bean too early. */
    @Bean
    static GuardedDataSourcePostProcessor guardedDataSourcePostProcessor(
            ObjectProvider<CircuitBreaker> breaker,
            ObjectProvider<DatabaseBulkheads> bulkheads,
            ObjectProvider<MeterRegistry> meters) {
        return new GuardedDataSourcePostProcessor(pool ->
                new GuardedDataSource(pool, breaker.getObject(), bulkheads.getObject(), refusals(meters.getObject())));
    }

    /** A migration has no deadline and runs before the first request, so it uses the pool without the guard. */
    @Bean
    FlywayConfigurationCustomizer migrationsPassTheGuard() {
        return flyway -> flyway.dataSource(pool(flyway.getDataSource()));
    }

    private static DataSource pool(DataSource guarded) {
        try {
            return guarded.unwrap(HikariDataSource.class);
        } catch (SQLException notPooled) {
            return guarded;
        }
    }

    private static CircuitBreakerConfig breaker(DatabaseProperties properties) {
        var wanted = properties.breaker();
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(Math.toIntExact(wanted.window().toSeconds()))
                .minimumNumberOfCalls(wanted.minimumCalls())
                .failureRateThreshold(wanted.failureRate())
                .slowCallDurationThreshold(properties.requests().slow())
                .slowCallRateThreshold(wanted.slowRate())
                .waitDurationInOpenState(wanted.open())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(wanted.probes())
                .build();
    }

    private static GuardedDataSource.Refusals refusals(MeterRegistry meters) {
        return new GuardedDataSource.Refusals(refused("open", meters), refused("full", meters));
    }

    private static Counter refused(String reason, MeterRegistry meters) {
        return Counter.builder("database.refused")
                .description(
                        "Connections refused because the breaker is open or all connections for the type of work are in use")
                .tag("reason", reason)
                .register(meters);
    }

    /** Logs the beginning and the end of an outage once each, and no result of a probe in between. */
    private static void log(StateTransition change) {
        if (change.getFromState() == State.CLOSED && change.getToState() == State.OPEN) {
            LOG.warn("The database fails or is too slow. All work is refused except for a few probes");
        } else if (change.getToState() == State.CLOSED) {
            LOG.info("The database answers again");
        }
    }
}
