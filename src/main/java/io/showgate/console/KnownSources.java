package io.showgate.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sources from which the operator signed in lately. Wrong passwords of others, behind the same address or in the
 * same slot, do not keep such a source out. But each password that is compared meanwhile may be a guess, so their rate
 * is limited. Only a right password adds a source, so an attacker cannot displace one. Not thread-safe.
 */
final class KnownSources {

    private static final int MOST = 64;
    private static final long MEMORY = Duration.ofHours(12).toNanos();

    /** 20 passwords a second, and 100 at once. */
    private static final long INTERVAL = Duration.ofMillis(50).toNanos();

    private static final long TOLERANCE = 99 * INTERVAL;

    private final Map<String, Known> sources = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A source.
     *
     * @param signedInNanos when the operator last signed in
     * @param dueNanos when the next password is due if they come evenly
     */
    private record Known(long signedInNanos, long dueNanos) {}

    /** Notes that the operator signed in. */
    void add(String source, long nanos) {
        sources.compute(source, (_, known) -> new Known(nanos, known == null ? nanos : known.dueNanos()));
    }

    /** True if a password from this source may be compared although the source must wait. */
    boolean mayTry(String source, long nanos) {
        var known = sources.get(source);
        if (known == null || nanos - known.signedInNanos() > MEMORY || known.dueNanos() - nanos > TOLERANCE) {
            return false;
        }
        sources.put(source, new Known(known.signedInNanos(), Math.max(known.dueNanos(), nanos) + INTERVAL));
        return true;
    }
}
