package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showgate.admission.AdmissionProperties.Control;
import io.showgate.admission.AdmissionProperties.WhenRedisIsAway;
import io.showgate.database.DatabaseUsage;
import io.showgate.queue.AdmissionPressure.Allowance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The load of each signal. The admission rate follows the signal with the highest load. */
class AdmissionSignalTests {

    private static final Control CONTROL = new Control(0.8, Duration.ofMillis(500), 0.75, 0.05);
    private static final AdmissionProperties PROPERTIES =
            new AdmissionProperties(List.of(), WhenRedisIsAway.KNOWN, CONTROL);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DatabaseUsage usage = new DatabaseUsage(0, 0, false);
    private final DatabaseSignal database = new DatabaseSignal(() -> usage, CONTROL, meters);
    private final LatencySignal latency = new LatencySignal(PROPERTIES, meters);

    private void sample(double used, int waiting) {
        usage = new DatabaseUsage(used, waiting, false);
        database.sample();
    }

    private double input(String name) {
        return meters.get("admission.input").tag("input", name).gauge().value();
    }

    @Test
    void theDatabaseLoadIsTheMeanUsageRelativeToTheAcceptableUsage() {
        sample(0.2, 0);
        sample(0.6, 0);

        assertThat(database.takeLoad()).isEqualTo(0.5, offset(1e-9));
        assertThat(input("usage")).isEqualTo(0.4, offset(1e-9));
        assertThat(database.takeLoad()).isZero();
    }

    @Test
    void oneThreadThatWaitsForAConnectionIsTwiceTheAcceptableLoad() {
        sample(0.1, 1);
        sample(0.1, 0);

        assertThat(database.takeLoad()).isEqualTo(2);
        assertThat(input("waiting")).isEqualTo(1);
    }

    @Test
    void anOpenBreakerCountsAsBroken() {
        usage = new DatabaseUsage(0, 0, true);
        database.sample();

        assertThat(database.isBroken()).isTrue();
        database.takeLoad();
        assertThat(input("breaker")).isEqualTo(1);
    }

    @Test
    void theLatencyLoadIsTheMeanTimeRelativeToTheAcceptableTime() {
        assertThat(latency.takeLoad()).isZero();

        latency.note(Duration.ofMillis(500).toNanos());
        latency.note(Duration.ofMillis(750).toNanos());

        assertThat(latency.takeLoad()).isEqualTo(1.25);
        assertThat(input("latency")).isEqualTo(0.625);
        assertThat(latency.takeLoad()).isZero();
    }

    @Test
    void theSteeringFollowsTheSignalWithTheHighestLoad() {
        var steering = new AdmissionSteering(List.of(() -> 0.1, () -> 4, database), PROPERTIES, meters);

        for (int i = 0; i < 10; i++) {
            steering.sample();
        }

        assertThat(steering.now().held()).isFalse();
        assertThat(steering.now().share()).isBetween(0.5, Math.nextDown(1.0));
    }

    @Test
    void aBrokenSignalHoldsAdmissionAtItsFirstSample() {
        usage = new DatabaseUsage(0, 0, true);
        var steering = new AdmissionSteering(List.of(database, latency), PROPERTIES, meters);

        steering.sample();

        assertThat(steering.now()).isEqualTo(new Allowance(0, true));
        assertThat(meters.get("admission.held").gauge().value()).isEqualTo(1);
    }
}
