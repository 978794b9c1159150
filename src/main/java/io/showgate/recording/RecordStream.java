package io.showgate.recording;

import io.showgate.redis.LuaScript;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;

/**
 * A stream in Redis of entries that wait to be recorded, with its dead letters. An entry stays in the stream until it
 * is acknowledged. Only this module reads and acknowledges entries. Other modules look at the dead letters and put them
 * into the stream again. Each method is one round trip and is named after its script. Stateless and thread-safe; every
 * method throws {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
public final class RecordStream {

    /**
     * An entry as it is in the stream. The type that records it checks its fields.
     *
     * @param id its id, which begins with the time at which it was made, in ms since the epoch
     * @param fields its fields, in their order
     */
    public record Entry(String id, Map<String, String> fields) {

        /** The value of a field, or empty if the entry has no such field. */
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        /** The time at which it was made, by the clock of Redis. */
        public Instant madeAt() {
            return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
        }
    }

    /**
     * An entry that cannot be recorded.
     *
     * @param id its id among the dead letters
     * @param entry the entry as it was in the stream
     * @param reason the reason for the operator
     */
    public record DeadLetter(String id, Entry entry, String reason) {}

    /** Makes streams that share the loaded scripts. */
    @Component
    public static final class Factory {

        private final Loaded scripts;

        public Factory(RedissonClient redisson) {
            scripts = Loaded.with(redisson);
        }

        /**
         * The stream with these keys.
         *
         * @param stream the key of the stream
         * @param deadLetters the key of its dead letters, in the same slot
         */
        public RecordStream stream(Object stream, Object deadLetters) {
            return new RecordStream(scripts, stream, deadLetters);
        }
    }

    private record Loaded(
            LuaScript read,
            LuaScript takeover,
            LuaScript acknowledge,
            LuaScript deadLetter,
            LuaScript deadLetters,
            LuaScript retry) {

        static Loaded with(RedissonClient redisson) {
            return new Loaded(
                    script(redisson, "read"),
                    script(redisson, "takeover"),
                    script(redisson, "acknowledge"),
                    script(redisson, "deadLetter"),
                    script(redisson, "deadLetters"),
                    script(redisson, "retry"));
        }

        private static LuaScript script(RedissonClient redisson, String name) {
            return new LuaScript(redisson, RecordStream.class, name);
        }
    }

    /**
     * A worker looks for abandoned entries every few seconds, so a consumer that is silent for an hour no longer
     * exists.
     */
    private static final Duration GONE_AFTER = Duration.ofHours(1);

    private final Loaded scripts;
    private final Object stream;
    private final Object deadLetters;

    private RecordStream(Loaded scripts, Object stream, Object deadLetters) {
        this.scripts = scripts;
        this.stream = stream;
        this.deadLetters = deadLetters;
    }

    /**
     * The next entries, which belong to this consumer from now on.
     *
     * @param again true to get instead the entries that this consumer read before and has not acknowledged
     */
    List<Entry> read(String consumer, int count, boolean again) {
        return entries(scripts.read.run(List.of(stream), consumer, count, again ? "0" : ">"));
    }

    /** Entries that their consumer has neither acknowledged nor read again for this long. */
    List<Entry> takeover(String consumer, Duration idle, int count) {
        return entries(scripts.takeover.run(List.of(stream), consumer, idle.toMillis(), count, GONE_AFTER.toMillis()));
    }

    /** Removes recorded entries; the collection is not empty. */
    void acknowledge(Collection<String> ids) {
        scripts.acknowledge.run(List.of(stream), ids.toArray());
    }

    /** Moves an entry to the dead letters. */
    void deadLetter(Entry entry, String reason) {
        scripts.deadLetter.run(List.of(stream, deadLetters), entry.id(), reason);
    }

    /** The dead letters, the oldest first. */
    public List<DeadLetter> deadLetters(int count) {
        return scripts.deadLetters.run(List.of(deadLetters), count).stream()
                .map(RecordStream::deadLetter)
                .toList();
    }

    /** Puts a dead letter into the stream again, so that it is recorded; false if there is none with this id. */
    public boolean retry(String id) {
        return scripts.retry
                .run(List.of(deadLetters, stream), id)
                .getFirst()
                .toString()
                .equals("1");
    }

    /** Redis before 7.0 returns null for an entry that was deleted before it is taken over. */
    private static List<Entry> entries(List<Object> answer) {
        return answer.stream()
                .filter(List.class::isInstance)
                .map(RecordStream::entry)
                .toList();
    }

    private static Entry entry(Object answer) {
        var entry = (List<?>) answer;
        return new Entry(entry.getFirst().toString(), fields((List<?>) entry.get(1), 0));
    }

    /** The script writes two fields of its own before the fields of the entry. */
    private static DeadLetter deadLetter(Object answer) {
        var letter = (List<?>) answer;
        var all = (List<?>) letter.get(1);
        var entry = new Entry(all.get(1).toString(), fields(all, 4));
        return new DeadLetter(letter.getFirst().toString(), entry, all.get(3).toString());
    }

    /**
     * Empty if there are none: if an entry was deleted while a consumer held it, Redis returns it without its fields.
     */
    private static Map<String, String> fields(@Nullable List<?> namesAndValues, int from) {
        var fields = new LinkedHashMap<String, String>();
        if (namesAndValues == null) {
            return fields;
        }
        for (int i = from; i + 1 < namesAndValues.size(); i += 2) {
            fields.putIfAbsent(
                    namesAndValues.get(i).toString(), namesAndValues.get(i + 1).toString());
        }
        return fields;
    }
}
