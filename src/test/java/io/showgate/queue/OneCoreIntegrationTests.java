package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Api;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An instance with one core, where all virtual threads share one carrier. A thread that waits for Redis must not keep
 * the carrier from the thread that it waits for. Redisson's queue for a connection spins until another thread has
 * entered it, and that thread may have been unmounted before it did.
 */
@Tag(TestServers.ONCE)
class OneCoreIntegrationTests {

    private static final int PEOPLE = 1_500;
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void manyJoinsAtOnceDoNotStopTheInstance() {
        var program = List.of("-XX:ActiveProcessorCount=1", "io.showgate.ShowgateApplication");
        var anyNumber = Map.of(
                "SHOWGATE_TRAFFIC_REQUESTS_DELAY", "20s",
                "SHOWGATE_TRAFFIC_REQUESTS_JOINS", "10000");
        try (var instance = ShowgateProcess.start(program, anyNumber)) {
            var api = new Api(instance.port());
            var answers = new AtomicLong();
            long end = System.nanoTime() + TIME.toNanos();
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int person = 0; person < PEOPLE; person++) {
                    var name = "one-core-" + person + '-';
                    people.execute(() -> {
                        for (int i = 0; System.nanoTime() < end; i++) {
                            api.join(name + i);
                            answers.incrementAndGet();
                        }
                    });
                }
            }

            System.out.println("One core answered " + answers + " joins of " + PEOPLE + " people at once");
            long start = System.nanoTime();
            assertThat(api.join("somebody-later").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }
}
