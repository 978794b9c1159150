package io.showgate.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What the set-up of tests asks of a Redis itself, before there is a client; each in a connection of its own. */
final class RedisCommands {

    private static final String VERSION = "redis_version:";

    private final URI url;

    RedisCommands(URI url) {
        this.url = url;
    }

    String version() throws IOException {
        return firstLineWith(VERSION, "INFO server").substring(VERSION.length());
    }

    /** Fails unless it is ready; while it still reads what it persisted, it is not. */
    void ping() throws IOException {
        firstLineWith("+PONG", "PING");
    }

    void forgetEverything() throws IOException {
        tell("FLUSHALL");
    }

    /** Gives a command that is answered OK. */
    void tell(String command) throws IOException {
        firstLineWith("+OK", command);
    }

    /** The first line of the answer that starts so. */
    String firstLineWith(String start, String command) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(5_000);
            signIn(socket, in);
            send(socket, command);
            for (var line = in.readLine(); line != null && !line.startsWith("-"); line = in.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
            }
            throw new IOException("Redis does not answer " + command);
        }
    }

    private void signIn(Socket socket, BufferedReader in) throws IOException {
        if (url.getUserInfo() != null) {
            var credentials = url.getUserInfo().replaceFirst("^:", "").replace(':', ' ');
            send(socket, "AUTH " + credentials);
            var answer = in.readLine();
            if (!"+OK".equals(answer)) {
                throw new IOException("Redis refuses the password: " + answer);
            }
        }
    }

    private static void send(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
