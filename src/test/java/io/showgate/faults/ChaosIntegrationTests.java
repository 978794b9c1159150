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
 * People come to a sale while instances, Redis, the database and the ways between them are killed, stopped, emptied and
 * cut off at random. Afterwards nobody has lost a place or a coupon, and nothing was promised twice.
 *
 * <p>{@code mvn verify -Pchaos} runs it alone and for longer. {@code -Dchaos.seed=} repeats the faults of a run,
 * {@code -Dchaos.faults=} sets how many there are, {@code -Dchaos.minutes=} after how long no more begin, and
 * {@code -Dchaos.instances=} how many instances there are.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
class ChaosIntegrationTests {

    private static final int STOCK = 300;
    private static final int PEOPLE_PER_SECOND = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final int faults = Integer.getInteger("chaos.faults", 10);
    private final long minutes = Long.getLong("chaos.minutes", Long.MAX_VALUE);
    private final int instances = Integer.getInteger("chaos.instances", 2);

    @Test
    void nothingPromisedIsLostWhateverFails() throws Exception {
        System.out.printf(
                "Chaos with -Dchaos.seed=%d -Dchaos.faults=%d -Dchaos.instances=%d%n", seed, faults, instances);
        try (var stage = new Stage(instances)) {
            var line = new Line(stage.ports(), new Answers(), REQUEST_PATIENCE, stage.disturbances());
            var sale = new Sale(line, stage.concert(), stage.campaign(STOCK), stage::wasEmptied);
            try (var watch = new AdmissionWatch(stage.redis(), stage::wasEmptied);
                    var crowd = new Crowd(sale, seed, PEOPLE_PER_SECOND, PATIENCE)) {
                disturb(stage);
                stage.awaitCalm();
                int people = crowd.end();
                System.out.printf("Chaos is over: %d people, %d let in; %s%n", people, watch.count(), sale);
                ChaosVerdict.of(stage, sale, STOCK).assertNothingLost(people, watch.stop());
            }
        }
    }

    private void disturb(Stage stage) throws InterruptedException {
        long began = System.nanoTime();
        for (var planned : PlannedFault.draw(seed, List.of(Fault.values()), faults, instances)) {
            TimeUnit.MILLISECONDS.sleep(planned.after().toMillis());
            var elapsed = Duration.ofNanos(System.nanoTime() - began);
            if (elapsed.toMinutes() >= minutes) {
                return;
            }
            System.out.printf("Chaos after %d s: %s%n", elapsed.toSeconds(), planned);
            planned.fault().begin(stage, planned.victim());
            TimeUnit.MILLISECONDS.sleep(planned.lasting().toMillis());
            planned.fault().end(stage, planned.victim());
        }
    }
}
