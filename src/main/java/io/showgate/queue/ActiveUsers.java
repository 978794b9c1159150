package io.showgate.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * This instance's replica of the active users of one queue. It follows the admission log, so it can be as old as the
 * last refresh, but it knows the exact end of each session. Thread-safe; reads take no lock.
 */
final class ActiveUsers {

    /**
     * One person's stay.
     *
     * @param number the number of the place that the person was admitted with
     * @param expiryMillis when the session ends unless it is used, in ms of Redis time
     * @param deadlineMillis when the session ends in any case, in ms of Redis time
     */
    record Session(long number, long expiryMillis, long deadlineMillis) {}

    private volatile ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();

    /** The session of this user with this number, if it has not ended at that time. */
    @Nullable
    Session find(String user, long number, long nowMillis) {
        var session = find(user, nowMillis);
        return session != null && session.number() == number ? session : null;
    }

    /** The session of this user with any number, if it has not ended at that time. */
    @Nullable
    Session find(String user, long nowMillis) {
        var session = sessions.get(user);
        return session != null && session.expiryMillis() > nowMillis ? session : null;
    }

    void remove(String user, long number) {
        sessions.computeIfPresent(user, (_, session) -> session.number() == number ? null : session);
    }

    /** Applies one entry of the admission log: lines {@code +user number expiry deadline} and {@code -user number}. */
    void apply(String changes) {
        changes.lines().forEach(this::applyLine);
    }

    private void applyLine(String line) {
        var fields = new LogLine(line);
        if (line.charAt(0) == '+') {
            long deadline = fields.lastNumber();
            long expiry = fields.lastNumber();
            long number = fields.lastNumber();
            sessions.put(fields.rest(), new Session(number, expiry, deadline));
        } else {
            long number = fields.lastNumber();
            remove(fields.rest(), number);
        }
    }

    /** Reads the numbers of a line from its end, because the user in front of them may have spaces in the id. */
    private static final class LogLine {

        private final String line;
        private int end;

        LogLine(String line) {
            this.line = line;
            end = line.length();
        }

        long lastNumber() {
            int before = line.lastIndexOf(' ', end - 1);
            long number = Long.parseLong(line, before + 1, end, 10);
            end = before;
            return number;
        }

        /** The text between the sign and the numbers that were read. */
        String rest() {
            return line.substring(1, end);
        }
    }

    /** Forgets sessions that have ended at that time. O(n), so called only now and then. */
    void forgetExpired(long nowMillis) {
        sessions.values().removeIf(session -> session.expiryMillis() <= nowMillis);
    }

    /** Reads all active users again, in chunks. Answers come from the previous sessions until all are read. */
    void load(QueueScripts scripts) {
        var fresh = new ConcurrentHashMap<String, Session>();
        long last = 0;
        int skip = 0;
        var chunk = scripts.actives(last, skip);
        while (chunk.hasNext()) {
            while (chunk.hasNext()) {
                var user = chunk.text();
                var session = new Session(chunk.number(), chunk.number(), chunk.number());
                skip = session.expiryMillis() == last ? skip + 1 : 1;
                last = session.expiryMillis();
                fresh.put(user, session);
            }
            chunk = scripts.actives(last, skip);
        }
        sessions = fresh;
    }

    /** All sessions by user. */
    Map<String, Session> all() {
        return Map.copyOf(sessions);
    }

    int size() {
        return sessions.size();
    }
}
