package io.showgate.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Reads requests and writes answers as Tomcat does, and ends what a client does not finish in time. It never waits for
 * a body that the application did not ask for: it answers, and closes the connection.
 */
final class TimedProcessor extends Http11Processor {

    /** A client may send that much after its answer, in bytes. More is a reset, before which it may miss the answer. */
    private static final long MOST_DISCARDED = 16 << 20;

    /** How much is discarded before the thread serves other connections, in buffers. */
    private static final int BUFFERS_AT_ONCE = 16;

    private static final int BUFFER_BYTES = 8_192;

    /**
     * Requests that arrive together on one connection are served in turn with those of other connections. A yield is
     * not enough: the scheduler runs virtual threads that yield before all threads that an event has woken. A pause,
     * however short, ends by an event too.
     */
    private static final long SHORTEST_PAUSE_NANOS = 1;

    private final TimedEndpoint endpoint;
    private final Adapter application;
    private int served;
    private boolean bodyIsLate;

    TimedProcessor(TimedProtocol protocol, TimedEndpoint endpoint) {
        super(protocol, protocol.getAdapter());
        this.endpoint = endpoint;
        application = new TimedAdapter(protocol.getAdapter());
    }

    @Override
    public Adapter getAdapter() {
        return application;
    }

    private static Exchange exchange(SocketWrapperBase<?> connection) {
        return ((Timed) connection.getSocket()).exchange();
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        var connection = (NioSocketWrapper) socket;
        if (exchange(connection).isLingering()) {
            return discard(connection);
        }
        served = 0;
        bodyIsLate = false;
        var state = super.service(connection);
        return switch (state) {
            case OPEN, LONG -> hasBegunHead() ? awaitHead(connection) : state;
            case CLOSED -> isAnsweredTooEarly() ? linger(connection) : state;
            default -> state;
        };
    }

    /** True if a part of a request has been read. Tomcat counts an empty line in front of it too. */
    private boolean hasBegunHead() {
        return !isAsync() && request.getStartTimeNanos() != -1;
    }

    /** Keeps the connection, with its part of a head, until the head's time is up. */
    private SocketState awaitHead(NioSocketWrapper connection) {
        long left = endpoint.limits().headNanos() - (System.nanoTime() - request.getStartTimeNanos());
        exchange(connection).headWaits();
        if (left <= 0) {
            connection.setError(new SocketTimeoutException());
            return SocketState.CLOSED;
        }
        connection.setReadTimeout(ConnectionLimits.millis(left));
        endpoint.awaitHead(connection);
        return SocketState.LONG;
    }

    /** True if the client may still be sending although it has its answer. */
    private boolean isAnsweredTooEarly() {
        return getErrorState().isError() && getErrorState().isIoAllowed() && !endpoint.isPaused();
    }

    /**
     * Ends the answer. If the connection were closed at once, the client might lose the answer. A connection whose body
     * was late is closed at once: Tomcat still takes its next bytes for the body and would wake no one.
     */
    private SocketState linger(NioSocketWrapper connection) throws IOException {
        exchange(connection).linger();
        ((Timed) connection.getSocket()).endOutput();
        var state = discard(connection);
        return bodyIsLate ? SocketState.CLOSED : state;
    }

    /** Discards what the client has sent, and waits for more without a thread. */
    private static SocketState discard(NioSocketWrapper connection) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long bytes = 0;
        for (int i = 0; i < BUFFERS_AT_ONCE; i++) {
            int read = connection.getSocket().read(buffer.clear());
            if (read < 0) {
                return SocketState.CLOSED;
            }
            bytes += read;
        }
        long left = exchange(connection).lingerLeft(bytes, MOST_DISCARDED);
        if (left <= 0) {
            return SocketState.CLOSED;
        }
        connection.updateLastRead();
        connection.setReadTimeout(ConnectionLimits.millis(left));
        return SocketState.OPEN;
    }

    /** Calls the application for each request whose head is complete. */
    private void serve(Request complete, Response answer, Adapter next) throws Exception {
        if (served++ > 0) {
            LockSupport.parkNanos(SHORTEST_PAUSE_NANOS);
        }
        var exchange = exchange(socketWrapper);
        boolean bodyIsComing = !isRequestBodyFullyRead() && !hasArrived(complete);
        exchange.begin((NioSocketWrapper) socketWrapper, bodyIsComing);
        if (bodyIsComing) {
            answer.setHeader("Connection", "close");
        }
        try {
            next.service(complete, answer);
        } finally {
            exchange.end(!getErrorState().isIoAllowed());
        }
        if (bodyIsComing && !isAsync()) {
            endBody(complete);
        }
    }

    /**
     * True if the whole body has come together with the head, as small bodies do. Only then can the connection be used
     * again, with or without a read by the application. The answer says so, so this is decided before it begins. The
     * end of a chunked body is not looked for.
     */
    private boolean hasArrived(Request complete) {
        long length = complete.getContentLengthLong();
        return length >= 0 && length <= available(false);
    }

    private void endBody(Request answered) {
        if (answered.getErrorException() instanceof SocketTimeoutException) {
            bodyIsLate = true;
            endpoint.limits().count(Cutoff.BODY);
        }
        if (!isRequestBodyFullyRead()) {
            action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Stands between Tomcat's parser and the application. */
    private final class TimedAdapter extends ForwardingAdapter {

        TimedAdapter(Adapter next) {
            super(next);
        }

        @Override
        public void service(Request complete, Response answer) throws Exception {
            serve(complete, answer, next());
        }

        @Override
        public boolean asyncDispatch(Request request, Response answer, SocketEvent event) throws Exception {
            try {
                return super.asyncDispatch(request, answer, event);
            } finally {
                exchange(socketWrapper).end(!getErrorState().isIoAllowed());
            }
        }
    }
}
