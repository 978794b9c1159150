package io.showgate.redis;

import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/**
 * Redis has no memory left, even after evicting what it may, and has refused to store something new. It refuses the
 * first change that a script makes, so that nothing is ever half done.
 */
public final class RedisFullException extends RedisException {

    /** What the server says, also within the answer to a script. */
    private static final String OUT_OF_MEMORY = "OOM command not allowed";

    RedisFullException(RedisException refusal) {
        super("Redis is full", refusal);
    }

    /** Whether this is what made something fail. */
    public static boolean caused(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null && message.contains(OUT_OF_MEMORY)) {
                return true;
            }
        }
        return false;
    }
}
