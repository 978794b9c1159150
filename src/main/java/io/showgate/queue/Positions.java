package io.showgate.queue;

/** The positions of people whose turn has not come. */
@FunctionalInterface
interface Positions {

    /** The position of a number behind the frontier: 1 for the next in turn, 0 if no one waits with this number. */
    long position(long number);
}
