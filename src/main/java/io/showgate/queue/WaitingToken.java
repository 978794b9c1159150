package io.showgate.queue;

import io.showgate.web.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The content of a waiting token: everything that is needed to find the place again, and to put it back after a loss of
 * Redis.
 *
 * @param queue the queue's name
 * @param epoch when that queue began to exist, in ms
 * @param number the place in the queue's own order, from 1
 * @param user the holder of the place
 */
record WaitingToken(String queue, long epoch, long number, String user) {

    /** True for the holder, and for a caller whom the request does not name: such a token belongs to its bearer. */
    boolean mayBeUsedBy(@Nullable UserId caller) {
        return caller == null || caller.value().equals(user);
    }
}
