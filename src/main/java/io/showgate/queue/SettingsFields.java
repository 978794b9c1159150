package io.showgate.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How settings stand in a queue's state: flags as 1 and 0, durations in ms. */
final class SettingsFields {

    private SettingsFields() {}

    /** The fields that must be written to get from one to the other. */
    static Map<String, String> differing(QueueSettings before, QueueSettings after) {
        var fields = of(after);
        var known = of(before);
        fields.entrySet().removeIf(field -> Objects.equals(known.get(field.getKey()), field.getValue()));
        return fields;
    }

    private static Map<String, String> of(QueueSettings settings) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("paused", settings.paused() ? "1" : "0");
        fields.put("draining", settings.draining() ? "1" : "0");
        fields.put("rateFloor", Integer.toString(settings.rateFloor()));
        fields.put("rateCeiling", Integer.toString(settings.rateCeiling()));
        fields.put("interval", Long.toString(settings.interval().toMillis()));
        fields.put("maxActive", Integer.toString(settings.maxActive()));
        fields.put("session", Long.toString(settings.session().toMillis()));
        fields.put("sessionMax", Long.toString(settings.sessionMax().toMillis()));
        fields.put("absenceGrace", Long.toString(settings.absenceGrace().toMillis()));
        return fields;
    }
}
