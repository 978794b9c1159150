package io.showgate.queue;

/**
 * What a waiting token says. It carries all that is needed to find the place again, and to put it back should Redis
 * lose it.
 *
 * @param queue the queue's name
 * @param epoch when that queue began to exist in Redis, in ms
 * @param number the place in the queue's own order, from 1
 * @param user whose place it is
 */
record WaitingToken(String queue, long epoch, long number, String user) {}
