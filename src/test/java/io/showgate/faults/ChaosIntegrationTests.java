package io.showgate.faults;

import io.showgate.support.Answers;
import io.showgate.support.Line;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * People come to a sale while instances, Redis, the database and the links between them are killed, paused, emptied and
 * cut off at random. Afterwards no one has lost a place or a coupon, and nothing was promised twice.
 *
 * <p>The command {@code mvn verify -Pchaos} runs this test alone and for longer. The option {@code -Dchaos.seed=}
 * repeats the faults of a run. The option {@code -Dchaos.faults=} sets the number of faults, {@code -Dchaos.minutes=}
 * the time after which no new fault begins, and {@code -Dchaos.instances=} the number of instances.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
class ChaosIntegrationTests {

    private static final int STOCK = 300;
    private static final int PEOPLE_PER_SECOND = 8;
    private static final Duration LONGEST_VISIT = Duration.ofSeconds(90);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final int faults = Integer.getInteger("chaos.faults", 10);
    private final long minutes = Long.getLong("chaos.minutes", Long.MAX_VALUE);
    private final int instances = Integer.getInteger("chaos.instances", 2);

    @Test
    void nothingPromisedIsLostWhateverFails() throws Exception {
        System.out.printf(
                "Chaos with -Dchaos.seed=%d -Dchaos.faults=%d -Dchaos.instances=%d%n", seed, faults, instances);
        try (var installation = new Installation(instances)) {
            var line = new Line(installation.ports(), new Answers(), REQUEST_TIMEOUT, installation.downtimes());
            var sale = new Sale(line, installation.concert(), installation.campaign(STOCK), installation::wasEmptied);
            try (var watch = new AdmissionWatch(installation.redis(), installation::wasEmptied);
                    var arrivals = new Arrivals(sale, seed, PEOPLE_PER_SECOND, LONGEST_VISIT)) {
                disturb(installation);
                installation.awaitCalm();
                int people = arrivals.end();
                System.out.printf("End of chaos: %d people, %d admitted; %s%n", people, watch.count(), sale);
                PromiseCheck.of(installation, sale, STOCK).assertNothingLost(people, watch.stop());
            }
        }
    }

    private void disturb(Installation installation) throws InterruptedException {
        long began = System.nanoTime();
        for (var planned : PlannedFault.plan(seed, List.of(Fault.values()), faults, instances)) {
            TimeUnit.MILLISECONDS.sleep(planned.after().toMillis());
            var elapsed = Duration.ofNanos(System.nanoTime() - began);
            if (elapsed.toMinutes() >= minutes) {
                return;
            }
            System.out.printf("Chaos after %d s: %s%n", elapsed.toSeconds(), planned);
            planned.fault().begin(installation, planned.victim());
            TimeUnit.MILLISECONDS.sleep(planned.lasting().toMillis());
            planned.fault().end(installation, planned.victim());
        }
    }
}
