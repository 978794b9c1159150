package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showgate.web.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The settings of a queue: defaults, ranges and changes. */
class QueueSettingsTests {

    private static final QueueChange NOTHING = QueueChange.of(Map.of());

    private static QueueSettings bound(String property, String value) {
        var source = new MapConfigurationPropertySource(Map.of("q." + property, value));
        return new Binder(source).bind("q", QueueSettings.class).get();
    }

    @Test
    void theDefaultsAreThoseOfTheDefinition() {
        assertThat(QueueSettings.defaults()).isEqualTo(bound("paused", "false"));
        assertThat(QueueSettings.defaults().asArgument())
                .contains(" paused=0", " draining=0", " rateFloor=50", " rateCeiling=100", " ratePinned=0")
                .contains(" interval=10000", " maxActive=3000", " session=600000", " sessionMax=1800000")
                .contains(" absenceGrace=180000");
    }

    @Test
    void aPropertyHasTheNameOfItsSetting() {
        assertThat(bound("rate-floor", "60").rateFloor()).isEqualTo(60);
        assertThat(bound("absence-grace", "45s").absenceGrace()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void everySettingIsReadBackAsItIsStored() {
        assertThat(QueueSetting.ALL).isNotEmpty().allSatisfy(setting -> {
            var value = setting.in(QueueSettings.defaults());

            assertThat(setting.read(setting.stored(value))).isEqualTo(value);
        });
    }

    @Test
    void aStoredSettingGoesBeforeTheConfiguredOne() {
        var settings = QueueSettings.defaults().withStored(Map.of("paused", "1", "session", "90000", "version", "7"));

        assertThat(settings)
                .isEqualTo(QueueChange.of(Map.of("paused", true, "session", Duration.ofSeconds(90)))
                        .applyTo(QueueSettings.defaults()));
    }

    @Test
    void aStoredFloorAboveTheCeilingIsLowered() {
        assertThat(QueueSettings.defaults()
                        .withStored(Map.of("rateFloor", "200"))
                        .rateFloor())
                .isEqualTo(100);
    }

    @Test
    void aConfiguredValueOutOfItsRangeStopsTheStart() {
        var queues = Map.of("main", bound("max-active", "-1"));
        var recovery = new QueueProperties.Recovery(Duration.ofSeconds(15), 1_000);

        assertThatThrownBy(() -> new QueueProperties(queues, Duration.ofMillis(250), recovery))
                .hasMessage("The setting 'maxActive' is a number from 0 to 1000000.");
    }

    @Test
    void aChangeIsReadFromJson() {
        var json = "{\"paused\": true, \"rateFloor\": 60, \"session\": \"PT90S\", \"draining\": null}";

        assertThat(new JsonMapper().readValue(json, QueueChange.class).stored())
                .containsOnly(Map.entry("paused", "1"), Map.entry("rateFloor", "60"), Map.entry("session", "90000"));
    }

    @Test
    void aWrongMemberIsNamed() {
        assertThatThrownBy(() -> new JsonMapper().readValue("{\"rateFloor\": []}", QueueChange.class))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        refusal -> assertThat(refusal.getPath().getFirst().getPropertyName())
                                .isEqualTo("rateFloor"));
    }

    @Test
    void aChangeLeavesOtherSettingsAlone() {
        assertThat(NOTHING.applyTo(QueueSettings.defaults())).isEqualTo(QueueSettings.defaults());
    }

    @Test
    void onlyTheNamedSettingsAreStored() {
        var change = QueueChange.of(Map.of("paused", true, "session", Duration.ofSeconds(90)));

        assertThat(change.stored()).containsOnly(Map.entry("paused", "1"), Map.entry("session", "90000"));
        assertThat(NOTHING.stored()).isEmpty();
    }

    @Test
    void valuesOutOfTheirRangeAreRefusedByName() {
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
