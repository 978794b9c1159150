package io.showgate.redis;

import org.redisson.client.RedisException;

/**
 * Says that Redis was not even asked, because asking it makes no sense just now. Leaves as any failure of Redis does,
 * as a 503 with a time to come back; it has no stack trace, since it is thrown for every request meanwhile.
 */
public final class RedisAwayException extends RedisException {

    /** With what is the matter. */
    public RedisAwayException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
