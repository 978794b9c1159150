package io.showgate.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The two things that the set-up of tests asks a Redis itself, before there is a client: its version, which also tells
 * that it is ready, and to forget everything.
 */
final class RedisCommands {

    private static final String VERSION = "redis_version:";

    private final URI url;

    RedisCommands(URI url) {
        this.url = url;
    }

    String version() throws IOException {
        return firstLineWith(VERSION, "INFO server").substring(VERSION.length());
    }

    void forgetEverything() throws IOException {
        firstLineWith("+OK", "FLUSHALL");
    }

    private String firstLineWith(String start, String command) throws IOException {
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
