package io.showgate.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * How far the exchange on one connection has come, and how long its present part may still take. Its channel reports
 * each read and each write that it makes, so that a client gains no time by a byte now and then. One thread at a time
 * serves a connection, and Tomcat's lock on the connection makes the state visible to the next.
 */
final class Exchange {

    private final ConnectionLimits limits;
    private @Nullable NioSocketWrapper connection;
    private boolean used;
    private boolean headWaits;
    private long bodyUntil;
    private @Nullable SlowAnswer slow;
    private long lingerUntil;
    private long discarded;

    Exchange(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Ends with the previous connection, and begins with the next, or with none until the channel is used again. */
    void reset(@Nullable NioSocketWrapper next) {
        if (connection != null) {
            close(connection);
        }
        connection = next;
        used = false;
        lingerUntil = 0;
        discarded = 0;
    }

    private void close(NioSocketWrapper closed) {
        end(false);
        if (lingerUntil == 0 && closed.getError() instanceof SocketTimeoutException late) {
            countUnfinished(late);
        }
        leaveHeads();
    }

    private void countUnfinished(SocketTimeoutException late) {
        if (headWaits) {
            limits.count(late instanceof UnfinishedHeads.Full ? Cutoff.HEADS_FULL : Cutoff.HEAD);
        } else if (!used) {
            limits.count(Cutoff.SILENT);
        }
    }

    /** Notes that a head has begun and not ended. */
    void headWaits() {
        headWaits = true;
    }

    /**
     * Notes that the head of a request is complete. The time of its body begins, if it has one that has not arrived.
     * Without a time of its own, the answer would have the time of a head.
     */
    void begin(NioSocketWrapper served, boolean bodyIsComing) {
        used = true;
        leaveHeads();
        served.setWriteTimeout(ConnectionLimits.millis(limits.answerNanos()));
        if (bodyIsComing) {
            bodyUntil = System.nanoTime() + limits.bodyNanos();
            served.setReadTimeout(ConnectionLimits.millis(limits.bodyNanos()));
        }
    }

    private void leaveHeads() {
        if (headWaits && connection != null) {
            headWaits = false;
            limits.heads().remove(connection);
        }
    }

    /** Notes that the request is answered, or has failed. */
    void end(boolean failed) {
        bodyUntil = 0;
        if (slow != null) {
            limits.slowAnswers().remove(slow);
            if (failed) {
                limits.count(slow.isCutOff() ? Cutoff.ANSWERS_FULL : Cutoff.ANSWER);
                slow.discardWhatTheClientDidNotTake();
            }
            slow = null;
        }
    }

    /** Notes a read of this many bytes. */
    int read(int bytes) throws IOException {
        if (bodyUntil != 0 && bytes >= 0 && connection != null) {
            long left = bodyUntil - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            connection.setReadTimeout(ConnectionLimits.millis(left));
        }
        return bytes;
    }

    /** Notes a write of this many bytes. Later waits end when the time of the whole answer is up. */
    int written(int bytes) {
        if (slow != null && connection != null) {
            connection.setWriteTimeout(ConnectionLimits.millis(slow.left()));
        }
        return bytes;
    }

    /** Notes a write that the client's side did not take. The caller waits before it tries again. */
    void writeBlocked() throws IOException {
        if (connection == null) {
            return;
        }
        if (slow == null) {
            slow = new SlowAnswer(connection.getSocket().getIOChannel(), limits.answerNanos());
            var longest = limits.slowAnswers().add(slow);
            if (longest != null) {
                longest.cutOff();
            }
        } else if (slow.left() <= 0) {
            throw new SocketTimeoutException();
        }
        connection.updateLastWrite(); // else Tomcat compares with the write of an earlier answer
    }

    void linger() {
        lingerUntil = System.nanoTime() + limits.lingerNanos();
    }

    boolean isLingering() {
        return lingerUntil != 0;
    }

    /** The time in ns for which the connection may still linger after that many more bytes; 0 or less for none. */
    long lingerLeft(long bytes, long mostBytes) {
        discarded += bytes;
        return discarded > mostBytes ? 0 : lingerUntil - System.nanoTime();
    }
}
