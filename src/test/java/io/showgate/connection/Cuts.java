package io.showgate.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Instances.Instance;

/** The connections that an instance has closed because of their clients. */
final class Cuts {

    private Cuts() {}

    /** How many it has closed for this reason. */
    static double of(Instance instance, String reason) {
        return instance.bean(MeterRegistry.class)
                .get("connections.cut")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** It has closed one more than before, or does so soon. */
    static void assertOneMore(Instance instance, String reason, double before) {
        await().untilAsserted(() -> assertThat(of(instance, reason)).isEqualTo(before + 1));
    }
}
