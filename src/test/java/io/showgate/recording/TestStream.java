package io.showgate.recording;

import io.showgate.recording.RecordStream.DeadLetter;
import io.showgate.recording.RecordStream.Entry;
import io.showgate.support.TestRedis;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamConsumer;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.StringCodec;

/**
 * A stream with dead letters in Redis, also for tests of other modules. Its methods run the scripts as the recording
 * does, or read the data that the scripts left.
 */
public final class TestStream {

    private static final String GROUP = "writers";

    final RecordStream stream;
    private final RedissonClient redisson;
    private final String key;
    private final String deadLettersKey;

    /** A stream of its own. */
    TestStream() {
        this(TestRedis.client(), "test:{" + UUID.randomUUID() + "}:");
    }

    private TestStream(RedissonClient redisson, String prefix) {
        this(redisson, prefix + "stream", prefix + "dead-letters");
    }

    /** The stream with these keys. */
    public TestStream(RedissonClient redisson, Object key, Object deadLettersKey) {
        this.redisson = redisson;
        this.key = key.toString();
        this.deadLettersKey = deadLettersKey.toString();
        stream = new RecordStream.Factory(redisson).stream(key, deadLettersKey);
    }

    /** Adds entries with the field {@code user}: u1, u2, ... */
    TestStream addAll(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> add("user", "u" + i));
        return this;
    }

    /** Adds an entry with one field. */
    public void add(String field, String value) {
        raw().add(StreamAddArgs.entry(field, value));
    }

    /** Reads entries for the first time. */
    public List<Entry> read(String consumer, int count) {
        return stream.read(consumer, count, false);
    }

    /** Reads again the entries that this consumer has not acknowledged. */
    public List<Entry> readAgain(String consumer) {
        return stream.read(consumer, 1_000, true);
    }

    /** Takes over the entries that other consumers hold. */
    public List<Entry> takeover(String consumer, int count) {
        return stream.takeover(consumer, Duration.ZERO, count);
    }

    /** Acknowledges entries as recorded. */
    public void acknowledge(Collection<Entry> entries) {
        if (!entries.isEmpty()) {
            stream.acknowledge(entries.stream().map(Entry::id).toList());
        }
    }

    /** Makes an entry a dead letter; returns the id of the newest dead letter. */
    public String deadLetter(Entry entry, String reason) {
        stream.deadLetter(entry, reason);
        return deadLetters().getLast().id();
    }

    /** Reads the next entry and makes it a dead letter; returns its id there. */
    public String deadLetterNext(String reason) {
        return deadLetter(read("refusing", 1).getFirst(), reason);
    }

    /** All dead letters. */
    public List<DeadLetter> deadLetters() {
        return stream.deadLetters(1_000);
    }

    /** Puts a dead letter into the stream again. */
    public boolean retry(String id) {
        return stream.retry(id);
    }

    /** The values of one field of all entries in the stream, the oldest first. */
    public List<String> all(String field) {
        return raw().range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX)).values().stream()
                .map(fields -> fields.getOrDefault(field, ""))
                .toList();
    }

    /** The users of these entries. */
    public static List<String> users(List<Entry> entries) {
        return entries.stream().map(entry -> entry.field("user")).toList();
    }

    /** How many entries consumers hold. */
    long held() {
        return raw().getPendingInfo(GROUP).getTotal();
    }

    List<String> consumers() {
        return raw().listConsumers(GROUP).stream().map(StreamConsumer::getName).toList();
    }

    void loseGroup() {
        raw().removeGroup(GROUP);
    }

    void lose() {
        redisson.getKeys().delete(key, deadLettersKey);
    }

    long keyCount() {
        return redisson.getKeys().countExists(key, deadLettersKey);
    }

    /** Deletes an entry that a consumer may hold. */
    void deleteFromOutside(Entry entry) {
        int dash = entry.id().indexOf('-');
        long sequence = Long.parseLong(entry.id().substring(dash + 1));
        raw().remove(new StreamMessageId(entry.madeAt().toEpochMilli(), sequence));
    }

    String key() {
        return key;
    }

    private RStream<String, String> raw() {
        return redisson.getStream(key, StringCodec.INSTANCE);
    }
}
