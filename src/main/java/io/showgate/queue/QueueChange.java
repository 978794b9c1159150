package io.showgate.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * The settings of a queue that an operator wants to change. As JSON it is an object whose members are settings; a
 * member that is missing or null leaves its setting as it is. {@link QueueSettings} defines names, types and ranges.
 * Immutable.
 */
@JsonDeserialize(using = QueueChange.Reader.class)
public final class QueueChange {

    private final Map<String, Object> values;

    private QueueChange(Map<String, Object> values) {
        this.values = values;
    }

    /** A change of these settings, by name. */
    static QueueChange of(Map<String, ?> values) {
        return new QueueChange(Map.copyOf(values));
    }

    /**
     * The settings as they would be after this change.
     *
     * @throws io.showgate.web.InvalidInputException if a value is out of its range
     */
    QueueSettings applyTo(QueueSettings now) {
        return now.with(values).checked();
    }

    /**
     * The values as Redis stores them, by name. These are all values of this change, even if this instance believes
     * that some are in force already: another instance may know of a newer change.
     */
    Map<String, String> stored() {
        var stored = new LinkedHashMap<String, String>();
        for (var setting : QueueSetting.ALL) {
            var value = values.get(setting.name());
            if (value != null) {
                stored.put(setting.name(), setting.stored(value));
            }
        }
        return stored;
    }

    /** Reads a change from JSON. It refuses unknown members and values of another type, as for any other body. */
    static final class Reader extends StdDeserializer<QueueChange> {

        Reader() {
            super(QueueChange.class);
        }

        @Override
        public @Nullable QueueChange deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.isExpectedStartObjectToken()) {
                return (QueueChange) context.handleUnexpectedToken(getValueType(context), parser);
            }
            var values = new LinkedHashMap<String, Object>();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var setting = QueueSetting.named(name);
                var token = parser.nextToken();
                if (setting == null) {
                    context.handleUnknownProperty(parser, this, QueueChange.class, name);
                } else if (token != JsonToken.VALUE_NULL) {
                    values.put(name, value(setting, parser, context));
                }
            }
            return new QueueChange(values);
        }

        /** The value, or a failure that names the member. */
        private static Object value(QueueSetting setting, JsonParser parser, DeserializationContext context) {
            try {
                return context.readValue(parser, setting.type());
            } catch (JacksonException mismatch) {
                throw mismatch.prependPath(QueueChange.class, setting.name());
            }
        }
    }
}
