package io.showgate.shared;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/**
 * Answers 503 for a dependency that does not answer. A single failure is logged at DEBUG only, since there are as many
 * as requests; operators see the counter, and the components that watch a dependency log its change of state once.
 */
final class DependencyFailures {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyFailures.class);

    private final MeterRegistry meters;

    DependencyFailures(MeterRegistry meters) {
        this.meters = meters;
    }

    ResponseEntity<byte[]> answer(String dependency, Exception failure) {
        LOG.debug("{} failed", dependency, failure);
        Counter.builder("dependency.failures")
                .description("Requests answered 503 because a dependency did not answer")
                .tag("dependency", dependency)
                .register(meters)
                .increment();
        return Problem.of(ProblemType.TRY_AGAIN_LATER, "Nothing is lost; come back after the time in Retry-After.")
                .retryAfter(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(2, 6)))
                .toResponse();
    }
}
