package io.showgate.connection;

import java.net.SocketTimeoutException;

/**
 * The connections on which a head has begun and not ended. Each of them holds the buffers of a request. Almost every
 * head arrives at once and is never here. Beyond the limit the oldest has to go: the head of a client that does its
 * part ends soon, so the oldest is the least likely to end. Thread-safe.
 *
 * @param <C> a connection
 */
final class UnfinishedHeads<C> extends LimitedSet<C> {

    /** The bytes of one unfinished head: 23 kB of buffers for a request, 8 kB of the connection, and their objects. */
    private static final int BYTES_EACH = 36 << 10;

    /** The part of the heap for unfinished heads. */
    private static final double SHARE = 0.1;

    UnfinishedHeads(int most) {
        super(most);
    }

    /** As many as the setting says, or as many as the heap has room for if the setting is 0. */
    static <C> UnfinishedHeads<C> of(ConnectionProperties properties) {
        return new UnfinishedHeads<>(
                properties.heads() > 0
                        ? properties.heads()
                        : roomIn(Runtime.getRuntime().maxMemory()));
    }

    /** The number of unfinished heads for which a heap of this size, in bytes, has room. */
    static int roomIn(long heap) {
        return Math.clamp((long) (SHARE * heap) / BYTES_EACH, 1, Integer.MAX_VALUE);
    }

    /** The error of a connection that has to go. */
    static final class Full extends SocketTimeoutException {

        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
