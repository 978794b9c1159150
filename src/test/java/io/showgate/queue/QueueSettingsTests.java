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

    private static final QueueChange NOTHING = QueueChange.of(Map.of());

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
        var change = QueueChange.of(Map.of("paused", true, "session", Duration.ofSeconds(90)));

        assertThat(change.stored()).containsOnly(Map.entry("paused", "1"), Map.entry("session", "90000"));
        assertThat(NOTHING.stored()).isEmpty();
    }

    @Test
    void valuesOutOfBoundsAreRefusedByName() {
        assertRefused("rateFloor", QueueChange.of(Map.of("rateFloor", 0)));
        assertRefused("rateCeiling", QueueChange.of(Map.of("rateFloor", 60, "rateCeiling", 40)));
        assertRefused("ratePinned", QueueChange.of(Map.of("ratePinned", -1)));
        assertRefused("interval", QueueChange.of(Map.of("interval", Duration.ZERO)));
        assertRefused("maxActive", QueueChange.of(Map.of("maxActive", -1)));
        assertRefused("session", QueueChange.of(Map.of("session", Duration.ofDays(2))));
    }

    @Test
    void thePinnedRateStaysBetweenFloorAndCeiling() {
        assertThat(pinned(0).rate(0.5)).isEqualTo(75);
        assertThat(pinned(80).rate(0)).isEqualTo(80);
        assertThat(pinned(1).rate(1)).isEqualTo(50);
        assertThat(pinned(1_000).rate(0)).isEqualTo(100);
    }

    private static QueueSettings pinned(int rate) {
        return QueueChange.of(Map.of("ratePinned", rate)).applyTo(QueueSettings.defaults());
    }

    private static void assertRefused(String name, QueueChange change) {
        assertThatThrownBy(() -> change.applyTo(QueueSettings.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name);
    }
}
