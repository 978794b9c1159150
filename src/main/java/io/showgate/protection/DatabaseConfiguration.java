package io.showgate.protection;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts breaker and bulkheads in front of the database. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DatabaseGuard databaseGuard(CircuitBreakerRegistry breakers, DatabaseProperties properties) {
        return new DatabaseGuard(breakers.circuitBreaker("database", breaker(properties.breaker())));
    }

    private static CircuitBreakerConfig breaker(DatabaseProperties.Breaker wanted) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(Math.toIntExact(wanted.window().toSeconds()))
                .minimumNumberOfCalls(wanted.minimumCalls())
                .failureRateThreshold(wanted.failureRate())
                .slowCallDurationThreshold(wanted.slow())
                .slowCallRateThreshold(wanted.slowRate())
                .waitDurationInOpenState(wanted.open())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(wanted.probes())
                .build();
    }
}
