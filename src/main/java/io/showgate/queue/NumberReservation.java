package io.showgate.queue;

/**
 * Numbers for places that are recorded in the database before the first of them is given.
 *
 * @param epoch when the queue began to exist, in ms
 * @param reserved no higher number was ever given
 * @param limit up to which number places may be given now
 */
record NumberReservation(long epoch, long reserved, long limit) {}
