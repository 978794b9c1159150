package io.showgate.queue;

/**
 * The content of a waiting token: everything that is needed to find the place again, and to put it back after a loss of
 * Redis.
 *
 * @param queue the queue's name
 * @param epoch when that queue began to exist, in ms
 * @param number the place in the queue's own order, from 1
 * @param user the holder of the place
 */
record WaitingToken(String queue, long epoch, long number, String user) {}
