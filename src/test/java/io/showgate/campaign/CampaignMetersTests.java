package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The meters of a campaign exist from its first use until they are removed. */
class CampaignMetersTests {

    private static final String NAME = "coupon.recorded";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void metersAreRegisteredOnceAndAgainAfterTheirRemoval() {
        var meters = new CampaignMeters<>(registry, this::counter);
        var first = meters.of(12);

        assertThat(meters.of(12)).isSameAs(first);
        registry.remove(first);
        meters.of(12).increment(3);

        assertThat(registry.get(NAME).tag(CampaignMeters.TAG, "12").counter().count())
                .isEqualTo(3);
    }

    @Test
    void aRemovalKeepsTheMetersOfOtherCampaigns() {
        var meters = new CampaignMeters<>(registry, this::counter);
        var kept = meters.of(1);

        registry.remove(meters.of(17));

        assertThat(meters.of(1)).isSameAs(kept);
    }

    /** The registry reports a removal with its lock held, and needs the same lock to register a meter. */
    @Test
    void aRemovalAndARegistrationAtTheSameTimeBothEnd() throws Exception {
        var registering = new CountDownLatch(1);
        var removing = new CountDownLatch(1);
        registry.config().onMeterRemoved(_ -> {
            removing.countDown();
            await(registering);
        });
        var meters = new CampaignMeters<>(registry, couponId -> {
            if (couponId == 17) {
                registering.countDown();
            }
            return counter(couponId);
        });
        var first = meters.of(1);

        var removal = Thread.ofVirtual().start(() -> registry.remove(first));
        await(removing);
        var registration = Thread.ofVirtual().start(() -> meters.of(17));

        assertThat(removal.join(Duration.ofSeconds(5))).isTrue();
        assertThat(registration.join(Duration.ofSeconds(5))).isTrue();
    }

    private Counter counter(long couponId) {
        return Counter.builder(NAME)
                .tag(CampaignMeters.TAG, Long.toString(couponId))
                .register(registry);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
