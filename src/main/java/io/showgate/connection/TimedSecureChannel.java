package io.showgate.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** An encrypted connection that reports its reads and writes to its {@link Exchange}. */
final class TimedSecureChannel extends SecureNioChannel implements Timed {

    private final Exchange exchange;

    TimedSecureChannel(SocketBufferHandler buffers, NioEndpoint endpoint, ConnectionLimits limits) {
        super(buffers, endpoint);
        exchange = new Exchange(limits);
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public void reset(@Nullable SocketChannel channel, @Nullable NioSocketWrapper connection) throws IOException {
        exchange.reset(connection);
        super.reset(channel, connection);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return exchange.read(super.read(target));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = super.write(source);
        if (bytes == 0 && (source.hasRemaining() || getOutboundRemaining() > 0)) {
            exchange.writeBlocked();
        }
        return exchange.written(bytes);
    }

    /** Ends the exchange even if the client has gone and the closing message cannot be sent. */
    @Override
    public void close(boolean force) throws IOException {
        try {
            super.close(force);
        } finally {
            exchange.reset(null);
        }
    }

    /** Does nothing: after its answer, the client reads {@code Connection: close}. */
    @Override
    public void endOutput() {}
}
