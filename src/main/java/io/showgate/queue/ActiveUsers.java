package io.showgate.queue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * This instance's picture of who is inside one queue. It follows the admission log, so it can be as old as the last
 * refresh, but each session's end is known exactly. Thread-safe; reads take no lock.
 */
final class ActiveUsers {

    /**
     * One person's stay.
     *
     * @param number the place they were let in with
     * @param expiryMillis when it ends unless used, in ms of Redis time
     * @param deadlineMillis when it ends in any case, in ms of Redis time
     */
    record Session(long number, long expiryMillis, long deadlineMillis) {}

    private volatile ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();

    /** The session of this user with this number if it lasts at that time. */
    @Nullable
    Session find(String user, long number, long nowMillis) {
        var session = find(user, nowMillis);
        return session != null && session.number() == number ? session : null;
    }

    /** The session of this user, with whatever number, if it lasts at that time. */
    @Nullable
    Session find(String user, long nowMillis) {
        var session = sessions.get(user);
        return session != null && session.expiryMillis() > nowMillis ? session : null;
    }

    void put(String user, Session session) {
        sessions.put(user, session);
    }

    void remove(String user, long number) {
        sessions.computeIfPresent(user, (_, session) -> session.number() == number ? null : session);
    }

    /** Applies one entry of the admission log: lines {@code +user number expiry deadline} and {@code -user number}. */
    void apply(String changes) {
        changes.lines().forEach(this::applyLine);
    }

    private void applyLine(String line) {
        var fields = line.substring(1).split(" ", -1);
        if (line.charAt(0) == '+') {
            put(
                    fields[0],
                    new Session(Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
        } else {
            remove(fields[0], Long.parseLong(fields[1]));
        }
    }

    /** Forgets those whose time was up by then. O(n), so called now and then only. */
    void forgetExpired(long nowMillis) {
        sessions.values().removeIf(session -> session.expiryMillis() <= nowMillis);
    }

    /** Reads everybody anew, in chunks, and only then replaces what was known. */
    void load(QueueScripts scripts) {
        var fresh = new ConcurrentHashMap<String, Session>();
        long from = 0;
        int skip = 0;
        List<Object> chunk = scripts.actives(from, skip);
        while (!chunk.isEmpty()) {
            long last = from;
            for (int i = 0; i < chunk.size(); i += 4) {
                long expiry = Long.parseLong(chunk.get(i + 2).toString());
                skip = expiry == last ? skip + 1 : 1;
                last = expiry;
                fresh.put(
                        chunk.get(i).toString(),
                        new Session(
                                Long.parseLong(chunk.get(i + 1).toString()),
                                expiry,
                                Long.parseLong(chunk.get(i + 3).toString())));
            }
            from = last;
            chunk = scripts.actives(from, skip);
        }
        sessions = fresh;
    }

    /** Everybody inside, as known here. */
    Map<String, Session> all() {
        return Map.copyOf(sessions);
    }

    int size() {
        return sessions.size();
    }
}
