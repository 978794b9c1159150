package io.showgate.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects people to be marked in Redis and hands them over in batches, each person once however often they were noted
 * in between. Thread-safe without a lock: a note in the very moment of a hand-over may be lost, which the same person's
 * next request repeats.
 */
final class MarkBatch {

    private volatile ConcurrentHashMap<String, Long> noted = new ConcurrentHashMap<>();

    void note(String user, long number) {
        noted.put(user, number);
    }

    /** A person with the number under which they were noted. */
    record Mark(String user, long number) {}

    /** What was noted since the last call, in batches of at most that many. */
    List<List<Mark>> take(int size) {
        var taken = noted;
        noted = new ConcurrentHashMap<>();
        var batches = new ArrayList<List<Mark>>();
        var batch = new ArrayList<Mark>();
        for (var entry : taken.entrySet()) {
            batch.add(new Mark(entry.getKey(), entry.getValue()));
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    static List<String> users(List<Mark> batch) {
        return batch.stream().map(Mark::user).toList();
    }
}
