package io.showgate.connection;

import java.util.Objects;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/** Accepts connections as Tomcat does, with channels that report to an {@link Exchange}. */
final class TimedEndpoint extends NioEndpoint {

    private @Nullable ConnectionLimits limits;

    void setLimits(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** The limits; they are set before the endpoint starts. */
    ConnectionLimits limits() {
        return Objects.requireNonNull(limits, "The connections have no limits");
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return isSSLEnabled() ? new TimedSecureChannel(buffers, this, limits()) : new TimedChannel(buffers, limits());
    }

    /** Makes a connection wait for the end of its head. If there are too many of these, closes the oldest. */
    void awaitHead(NioSocketWrapper connection) {
        var oldest = limits().heads().add(connection);
        if (oldest != null) {
            oldest.setError(new UnfinishedHeads.Full());
            processSocket(oldest, SocketEvent.ERROR, true);
        }
    }
}
