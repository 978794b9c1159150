package io.showgate.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the deadlines in front of every route. Metrics and health have a server of their own. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** The bytes of an answer that the system takes for a client. Almost all answers are smaller. */
    private static final int SEND_BUFFER_BYTES = 65_536;

    /** No route uses trailers or extensions of chunks, and every connection in use has room for them. In bytes. */
    private static final int CHUNK_EXTRAS_BYTES = 512;

    @Bean
    ConnectionLimits connectionLimits(ConnectionProperties properties, MeterRegistry meters) {
        return new ConnectionLimits(properties, meters);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> timedConnections(
            ConnectionLimits limits, ConnectionProperties properties, MeterRegistry meters) {
        return factory -> {
            factory.setProtocol(TimedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                var protocol = (TimedProtocol) connector.getProtocolHandler();
                protocol.setLimits(limits);
                protocol.setConnectionTimeout((int) properties.head().toMillis());
                protocol.setKeepAliveTimeout((int) properties.idle().toMillis());
                limitBuffers(connector);
                register(protocol, meters);
            });
        };
    }

    /**
     * Makes Tomcat's buffers as small as our requests and answers allow: half as much memory for a connection, and a
     * third less for a request.
     */
    private static void limitBuffers(Connector connector) {
        connector.setProperty("socket.appReadBufSize", "2048");
        connector.setProperty("socket.appWriteBufSize", "4096");
        connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER_BYTES));
        connector.setProperty("maxTrailerSize", Integer.toString(CHUNK_EXTRAS_BYTES));
        connector.setProperty("maxExtensionSize", Integer.toString(CHUNK_EXTRAS_BYTES));
        connector.setProperty("continueResponseTiming", "onRead");
        connector.setParseBodyMethods("");
    }

    private static void register(TimedProtocol protocol, MeterRegistry meters) {
        Gauge.builder("connections.open", protocol, TimedProtocol::getConnectionCount)
                .description("Connections of clients, with and without a request")
                .register(meters);
        Gauge.builder("connections.most", protocol, TimedProtocol::getMaxConnections)
                .description("The most connections that are accepted")
                .register(meters);
    }
}
