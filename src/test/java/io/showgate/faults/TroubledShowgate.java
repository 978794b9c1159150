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
 * The product on a machine where a test can make trouble that no signal makes. There is trouble for as long as a file
 * of its name lies where the instance runs.
 */
final class TroubledShowgate {

    /** What ends Java's command line: it is started as production is advised to. */
    static final List<String> PROGRAM = List.of("-XX:+ExitOnOutOfMemoryError", TroubledShowgate.class.getName());

    private static final List<byte[]> LEAKED = new ArrayList<>();

    /** What may befall it. */
    enum Trouble {
        /** The machine's clock is an hour slow. */
        CLOCK_SET_BACK,
        /** The heap fills up until no more is left. */
        MEMORY_LEAK;

        /** Begins it for the instance that runs in this folder, or ends it. */
        void in(Path folder, boolean wanted) {
            try {
                Files.deleteIfExists(file(folder));
                if (wanted) {
                    Files.createFile(file(folder));
                }
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }

        private boolean isHere() {
            return Files.exists(file(Path.of("")));
        }

        private Path file(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    private TroubledShowgate() {}

    /** Starts an instance. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(TroubledShowgate::leakWhenTold);
        SpringApplication.run(new Class<?>[] {ShowgateApplication.class, WithAClock.class}, arguments);
    }

    private static void leakWhenTold() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(10);
                if (Trouble.MEMORY_LEAK.isHere()) {
                    LEAKED.add(new byte[8 << 20]);
                }
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    /** What takes the place of the machine's clock. */
    static class WithAClock {

        @Bean
        @Primary
        Clock clockThatIsSetBack() {
            return new SettableClock();
        }
    }

    /** The machine's clock, unless it is set back. */
    private static final class SettableClock extends Clock {

        private static final Duration BACK = Duration.ofHours(1);

        @Override
        public Instant instant() {
            var now = Instant.now();
            return Trouble.CLOCK_SET_BACK.isHere() ? now.minus(BACK) : now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nothing here goes by a zone");
        }
    }
}
