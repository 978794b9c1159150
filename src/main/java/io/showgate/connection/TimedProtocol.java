package io.showgate.connection;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 as Tomcat speaks it, with a deadline for each part of an exchange. Tomcat itself limits the time between two
 * bytes only, so a client could hold a connection, its buffers and its thread for as long as it likes.
 */
public final class TimedProtocol extends Http11NioProtocol {

    private final TimedEndpoint endpoint;

    /** Called by Tomcat, which knows this class by its name. */
    public TimedProtocol() {
        this(new TimedEndpoint());
    }

    private TimedProtocol(TimedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void setLimits(ConnectionLimits limits) {
        endpoint.setLimits(limits);
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor(this, endpoint);
    }
}
