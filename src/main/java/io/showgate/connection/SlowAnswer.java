package io.showgate.connection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** An answer that waits for its client to take it. Its time runs from its first wait. Thread-safe. */
final class SlowAnswer {

    private final SocketChannel client;
    private final long until;
    private volatile boolean isCutOff;

    SlowAnswer(SocketChannel client, long nanos) {
        this.client = client;
        until = System.nanoTime() + nanos;
    }

    /** The time in ns that is left; 0 or less if it is up or the answer was cut off. */
    long left() {
        return isCutOff ? 0 : until - System.nanoTime();
    }

    boolean isCutOff() {
        return isCutOff;
    }

    /** Ends the answer for another one's sake. The end of the output wakes the thread that waits to write. */
    void cutOff() {
        isCutOff = true;
        try {
            client.shutdownOutput();
        } catch (IOException alreadyClosed) {
            return;
        }
    }

    /** Makes the system drop what it holds for the client, instead of offering it for minutes. */
    void discardWhatTheClientDidNotTake() {
        try {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
    }
}
