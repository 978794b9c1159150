package io.showgate.faults;

import io.showgate.ShowgateApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The product with faults that a test can inject and that no signal can cause. A fault lasts for as long as a file of
 * its name is in the folder where the instance runs.
 */
final class TroubledShowgate {

    /** The end of Java's command line, with the option that is recommended for production. */
    static final List<String> PROGRAM = List.of("-XX:+ExitOnOutOfMemoryError", TroubledShowgate.class.getName());

    private static final List<byte[]> LEAKED = new ArrayList<>();

    /** A fault that can be injected. */
    enum Trouble {
        /** The machine's clock is an hour slow. */
        CLOCK_SET_BACK,
        /** The heap fills up until no more is left. */
        MEMORY_LEAK;

        /** Begins or ends this fault for the instance that runs in this folder. */
        void set(Path folder, boolean wanted) {
            try {
                Files.deleteIfExists(file(folder));
                if (wanted) {
                    Files.createFile(file(folder));
                }
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }

        private boolean isActive() {
            return Files.exists(file(Path.of("")));
        }

        private Path file(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    private TroubledShowgate() {}

    /** Starts an instance. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(TroubledShowgate::leakWhileActive);
        SpringApplication.run(new Class<?>[] {ShowgateApplication.class, ClockConfiguration.class}, arguments);
    }

    private static void leakWhileActive() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(10);
                if (Trouble.MEMORY_LEAK.isActive()) {
                    LEAKED.add(new byte[8 << 20]);
                }
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    /** Replaces the application's clock. */
    static class ClockConfiguration {

        @Bean
        @Primary
        Clock settableClock() {
            return new SettableClock();
        }
    }

    /** The machine's clock, or an hour earlier while that fault is active. */
    private static final class SettableClock extends Clock {

        private static final Duration BACK = Duration.ofHours(1);

        @Override
        public Instant instant() {
            var now = Instant.now();
            return Trouble.CLOCK_SET_BACK.isActive() ? now.minus(BACK) : now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the product uses UTC only");
        }
    }
}
