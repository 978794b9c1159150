package io.showgate.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Facts about single tokens that this instance has learnt from Redis and that its snapshot does not contain. They can
 * be forgotten at any time, because Redis can be asked again. Thread-safe.
 */
final class TokenFindings {

    private static final int ENDED_KEPT = 100_000;
    private static final Duration ENDED_KEPT_FOR = Duration.ofMinutes(10);

    /** Tokens that never become valid again, remembered so that they cost no call of Redis. */
    private final Cache<WaitingToken, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(ENDED_KEPT)
            .expireAfterWrite(ENDED_KEPT_FOR)
            .build();

    /** Numbers behind the frontier whose place Redis did not confirm. */
    private final ConcurrentHashMap.KeySetView<Long, Boolean> doubtful = ConcurrentHashMap.newKeySet();

    /** Notes that the token never becomes valid again. */
    void end(WaitingToken token) {
        ended.put(token, true);
    }

    boolean isEnded(WaitingToken token) {
        return ended.getIfPresent(token) != null;
    }

    /** Notes that Redis must be asked before the place with this number is confirmed. */
    void doubt(long number) {
        doubtful.add(number);
    }

    /** Notes that Redis has answered about this number, which ends the doubt. */
    void settle(long number) {
        doubtful.remove(number);
    }

    boolean isDoubtful(long number) {
        return doubtful.contains(number);
    }

    /** Forgets doubts about numbers whose turn has come: Redis is asked about them in any case. */
    void forgetUpTo(long frontier) {
        doubtful.removeIf(number -> number <= frontier);
    }

    void clear() {
        ended.invalidateAll();
        doubtful.clear();
    }
}
