package io.showgate.redis;

import org.redisson.client.RedisException;

/**
 * Redis was not asked, because it did not answer a moment ago. Like every failure of Redis, this becomes a 503 with a
 * time to come back. It has no stack trace, because every request throws it meanwhile.
 */
public final class RedisAwayException extends RedisException {

    /** Says why Redis was not asked. */
    public RedisAwayException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
