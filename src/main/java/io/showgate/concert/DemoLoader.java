package io.showgate.concert;

import io.showgate.database.DatabaseGuard;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Fills an empty catalogue with demo data before the instance reports ready, if {@code showgate.demo} is set. If
 * several instances start at once, one of them loads; the others go on without waiting.
 */
@Component
@ConditionalOnProperty("showgate.demo")
class DemoLoader implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);
    private static final int CONCERTS = 10_000;

    private final DemoWriter writer;
    private final Clock clock;

    DemoLoader(DemoWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments ignored) {
        long start = clock.millis();
        if (DatabaseGuard.inBackground(
                () -> writer.writeIfEmpty(() -> DemoConcerts.generate(CONCERTS, LocalDate.now(clock))))) {
            LOG.info("Loaded {} demo concerts in {} ms", CONCERTS, clock.millis() - start);
        }
    }
}
