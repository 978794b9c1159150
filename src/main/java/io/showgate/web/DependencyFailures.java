package io.showgate.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/**
 * Answers 503 for one dependency that does not answer. It logs each failure at DEBUG only, since every request may
 * fail. Operators see the counter, and the components that watch a dependency log each change of its state once. The
 * counter exists from the start. If it began with the first failure, Prometheus would not count that failure as an
 * increase.
 */
final class DependencyFailures {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyFailures.class);

    private final String dependency;
    private final Counter failures;

    DependencyFailures(String dependency, MeterRegistry meters) {
        this.dependency = dependency;
        failures = Counter.builder("dependency.failures")
                .description("Requests answered 503 because a dependency did not answer")
                .tag("dependency", dependency)
                .register(meters);
    }

    ResponseEntity<byte[]> answer(Exception failure) {
        LOG.debug("{} failed", dependency, failure);
        failures.increment();
        return Problem.tryAgainLater().toResponse();
    }
}
