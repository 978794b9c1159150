package io.showgate.redis;

import org.redisson.client.RedisException;

/**
 * Redis was not asked, because it did not answer a moment ago. It becomes a 503 with a time to come back, as every
 * failure of Redis does. It has no stack trace, since every request meanwhile throws it.
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
