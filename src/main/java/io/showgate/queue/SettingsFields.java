package io.showgate.queue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How settings stand in a queue's state: flags as 1 and 0, durations in ms. */
final class SettingsFields {

    private final Map<String, String> fields = new LinkedHashMap<>();

    private SettingsFields() {}

    /** What a change names, whether it differs from what is known here or not: another instance may know better. */
    static Map<String, String> of(QueueChange change) {
        var named = new SettingsFields();
        named.flag("paused", change.paused());
        named.flag("draining", change.draining());
        named.count("rateFloor", change.rateFloor());
        named.count("rateCeiling", change.rateCeiling());
        named.count("ratePinned", change.ratePinned());
        named.duration("interval", change.interval());
        named.count("maxActive", change.maxActive());
        named.duration("session", change.session());
        named.duration("sessionMax", change.sessionMax());
        named.duration("absenceGrace", change.absenceGrace());
        return named.fields;
    }

    private void flag(String name, @Nullable Boolean value) {
        if (value != null) {
            fields.put(name, value ? "1" : "0");
        }
    }

    private void count(String name, @Nullable Integer value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    private void duration(String name, @Nullable Duration value) {
        if (value != null) {
            fields.put(name, Long.toString(value.toMillis()));
        }
    }
}
