package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Readings of the machine. */
@EnabledOnOs(OS.LINUX)
class MonitorTests {

    private static final int CONNECTIONS = 40;

    @Test
    void connectionsUsePorts() throws IOException {
        var sockets = new ArrayList<Socket>();
        try (var server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            }
            assertThat(Monitor.ports()).isPositive().isLessThan(1);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
