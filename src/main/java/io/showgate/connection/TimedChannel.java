package io.showgate.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** A connection without encryption that reports its reads and writes to its {@link Exchange}. */
final class TimedChannel extends NioChannel implements Timed {

    private final Exchange exchange;

    TimedChannel(SocketBufferHandler buffers, ConnectionLimits limits) {
        super(buffers);
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
        if (bytes == 0 && source.hasRemaining()) {
            exchange.writeBlocked();
        }
        return exchange.written(bytes);
    }

    /** Tells the client that nothing more follows. */
    @Override
    public void endOutput() throws IOException {
        sc.shutdownOutput();
    }
}
