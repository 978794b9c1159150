package io.showgate.queue;

/**
 * Numbers that may be given to places, recorded in the database before the first of them is given.
 *
 * @param epoch since when the queue exists, in ms
 * @param reserved no higher number was ever given
 * @param limit up to which number places may be given now
 */
record Reservation(long epoch, long reserved, long limit) {}
