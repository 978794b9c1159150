package io.showgate.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends single commands to a Redis without a client, for the set-up of tests. Each command has its own connection. */
final class RedisCommands {

    private static final String VERSION = "redis_version:";

    private final URI url;

    RedisCommands(URI url) {
        this.url = url;
    }

    String version() throws IOException {
        return firstLineWith(VERSION, "INFO server").substring(VERSION.length());
    }

    /** Fails unless Redis is ready. It is not ready while it loads its persisted data. */
    void ping() throws IOException {
        firstLineWith("+PONG", "PING");
    }

    void flushAll() throws IOException {
        tell("FLUSHALL");
    }

    /** Sends a command whose answer must be OK. */
    void tell(String command) throws IOException {
        firstLineWith("+OK", command);
    }

    /** Sends a command and returns the first line of the answer that starts with {@code start}. */
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
