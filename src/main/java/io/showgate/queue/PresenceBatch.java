package io.showgate.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects people whose presence is to be written to Redis, and returns them in batches. Each person is in a batch
 * once, however often they were noted. Thread-safe without a lock: a note during {@link #take} may be lost, and the
 * same person's next request repeats it.
 */
final class PresenceBatch {

    private volatile ConcurrentHashMap<String, Long> noted = new ConcurrentHashMap<>();

    /** A person and the number under which they were noted. */
    record Person(String user, long number) {}

    void note(String user, long number) {
        noted.put(user, number);
    }

    /** The people noted since the last call, in batches of at most that size. */
    List<List<Person>> take(int size) {
        var taken = noted;
        noted = new ConcurrentHashMap<>();
        var batches = new ArrayList<List<Person>>();
        var batch = new ArrayList<Person>();
        for (var entry : taken.entrySet()) {
            batch.add(new Person(entry.getKey(), entry.getValue()));
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

    static List<String> users(List<Person> batch) {
        return batch.stream().map(Person::user).toList();
    }
}
