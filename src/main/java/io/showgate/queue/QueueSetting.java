package io.showgate.queue;

import io.showgate.web.InvalidInputException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;

/**
 * One setting of a queue, derived from a component of {@link QueueSettings}. A value is a {@link Boolean}, an
 * {@link Integer} or a {@link Duration}. Redis stores flags as 1 or 0 and durations in ms. Immutable.
 */
final class QueueSetting {

    /** The values that a setting may have, both ends included. */
    @Target(ElementType.RECORD_COMPONENT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Range {

        /** The lowest value, as text, or the name of another setting that is the lowest value. */
        String from();

        /** The highest value, as text. */
        String to();
    }

    /**
     * A type of values.
     *
     * @param type the type
     * @param reader reads a value as Redis stores it
     * @param parser reads an end of a range
     */
    private record Kind(Class<?> type, Function<String, Object> reader, Function<String, Object> parser) {}

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            boolean.class, new Kind(Boolean.class, "1"::equals, Boolean::valueOf),
            int.class, new Kind(Integer.class, Integer::valueOf, Integer::valueOf),
            Duration.class,
                    new Kind(Duration.class, millis -> Duration.ofMillis(Long.parseLong(millis)), Duration::parse));

    private static final Constructor<QueueSettings> CONSTRUCTOR =
            BeanUtils.getResolvableConstructor(QueueSettings.class);

    /** All settings, in the order of their definition. */
    static final List<QueueSetting> ALL = Arrays.stream(QueueSettings.class.getRecordComponents())
            .map(QueueSetting::new)
            .toList();

    private final RecordComponent component;
    private final Kind kind;
    private final @Nullable Range range;

    private QueueSetting(RecordComponent component) {
        this.component = component;
        kind = Objects.requireNonNull(KINDS.get(component.getType()));
        range = component.getAnnotation(Range.class);
    }

    /** The setting of this name, or null if there is none. */
    static @Nullable QueueSetting named(String name) {
        for (var setting : ALL) {
            if (setting.name().equals(name)) {
                return setting;
            }
        }
        return null;
    }

    /** Settings with these values, in the order of their definition. */
    static QueueSettings settings(List<Object> values) {
        return BeanUtils.instantiateClass(CONSTRUCTOR, values.toArray());
    }

    /** The name in properties, JSON, Redis and scripts alike; properties also accept it as {@code kebab-case}. */
    String name() {
        return component.getName();
    }

    /** The type of its values. */
    Class<?> type() {
        return kind.type();
    }

    /** Its value in these settings. */
    Object in(QueueSettings settings) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(settings));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A value as Redis stores it. */
    String stored(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "1" : "0";
            case Duration duration -> Long.toString(duration.toMillis());
            default -> value.toString();
        };
    }

    /** The value that Redis stores as this text. */
    Object read(String stored) {
        return kind.reader().apply(stored);
    }

    /**
     * Returns normally if the value in these settings is within its range.
     *
     * @throws InvalidInputException if it is not; names the setting and its range
     */
    void check(QueueSettings settings) {
        if (range == null) {
            return;
        }
        var value = in(settings);
        var other = named(range.from());
        var least = other == null ? kind.parser().apply(range.from()) : other.in(settings);
        if (isLess(value, least) || isLess(kind.parser().apply(range.to()), value)) {
            var expectation = (value instanceof Integer ? "is a number from " : "is from ") + range.from() + " to ";
            throw InvalidInputException.parameter(
                    name(), "The setting '" + name() + "' " + expectation + range.to() + ".");
        }
    }

    @SuppressWarnings("unchecked") // both are values of one setting or of two of the same type
    private static boolean isLess(Object first, Object second) {
        return ((Comparable<Object>) first).compareTo(second) < 0;
    }
}
