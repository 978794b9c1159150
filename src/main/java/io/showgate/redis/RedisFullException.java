package io.showgate.redis;

import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/**
 * Redis has no memory left, even after it has evicted all keys that it may evict, and has refused to store something.
 * It refuses the first change of a script, so that no script is ever half done.
 */
public final class RedisFullException extends RedisException {

    /** The words of the server, also within the answer to a script. */
    private static final String OUT_OF_MEMORY = "OOM command not allowed";

    RedisFullException(RedisException refusal) {
        super("Redis is full", refusal);
    }

    /** True if a full Redis caused this failure. */
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
