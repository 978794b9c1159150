package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showgate.web.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A queue's settings: defaults, bounds and changes. */
class QueueSettingsTests {

    private static final QueueChange NOTHING =
            new QueueChange(null, null, null, null, null, null, null, null, null, null);

    @Test
    void theDefaultsAreThoseOfABoundEmptyQueue() {
        var source = new MapConfigurationPropertySource(Map.of("q.paused", "false"));

        var bound = new Binder(source).bind("q", QueueSettings.class).get();

        assertThat(bound).isEqualTo(QueueSettings.defaults());
    }

    @Test
    void aChangeLeavesAloneWhatItDoesNotName() {
        assertThat(NOTHING.applyTo(QueueSettings.defaults())).isEqualTo(QueueSettings.defaults());
    }

    @Test
    void whatAChangeNamesIsWrittenAndNothingElse() {
        var change = new QueueChange(true, null, null, null, null, null, null, Duration.ofSeconds(90), null, null);

        assertThat(SettingsFields.of(change)).containsOnly(Map.entry("paused", "1"), Map.entry("session", "90000"));
        assertThat(SettingsFields.of(NOTHING)).isEmpty();
    }

    @Test
    void valuesOutOfBoundsAreRefusedByName() {
        assertRefused("rateFloor", new QueueChange(null, null, 0, null, null, null, null, null, null, null));
        assertRefused("rateCeiling", new QueueChange(null, null, 60, 40, null, null, null, null, null, null));
        assertRefused("ratePinned", new QueueChange(null, null, null, null, -1, null, null, null, null, null));
        assertRefused("interval", new QueueChange(null, null, null, null, null, Duration.ZERO, null, null, null, null));
        assertRefused("maxActive", new QueueChange(null, null, null, null, null, null, -1, null, null, null));
        assertRefused(
                "session", new QueueChange(null, null, null, null, null, null, null, Duration.ofDays(2), null, null));
    }

    @Test
    void thePinnedRateStaysBetweenFloorAndCeiling() {
        assertThat(pinned(0).rate(0.5)).isEqualTo(75);
        assertThat(pinned(80).rate(0)).isEqualTo(80);
        assertThat(pinned(1).rate(1)).isEqualTo(50);
        assertThat(pinned(1_000).rate(0)).isEqualTo(100);
    }

    private static QueueSettings pinned(int rate) {
        return new QueueChange(null, null, null, null, rate, null, null, null, null, null)
                .applyTo(QueueSettings.defaults());
    }

    private static void assertRefused(String name, QueueChange change) {
        assertThatThrownBy(() -> change.applyTo(QueueSettings.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name);
    }
}
