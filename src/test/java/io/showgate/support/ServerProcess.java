package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server that runs as a child process and ends with this JVM, even if the JVM is killed. A small shell watches a pipe
 * that this object keeps open. The pipe closes when the JVM exits, is stopped or is killed. Then the shell sends
 * SIGTERM to the server and resumes it if it was paused. {@link #close()} closes the same pipe, so there is only one
 * way to stop a server, and no list of process ids to clean up. The server has its own session: Ctrl-C in a terminal
 * reaches only the JVM, which stops the application first and then its servers.
 */
final class ServerProcess implements AutoCloseable {

    private static final String BOUND_TO_THE_PIPE = """
            exec 3<&0
            { read -r _ <&3; [ "/proc/$$/exe" -ef "$1" ] && kill $$ && kill -CONT $$; } >/dev/null 2>&1 &
            exec "$@" </dev/null 3<&-
            """;
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts {@code command} in {@code folder}, with its log there. The first element is the path of the program. */
    static ServerProcess start(String name, List<String> command, Path folder) {
        return start(name, command, folder, Map.of());
    }

    /** Starts a server with these environment variables in addition to those of this JVM. */
    static ServerProcess start(String name, List<String> command, Path folder, Map<String, String> environment) {
        var log = folder.resolve("log");
        var bound = Stream.concat(
                        Stream.of("setsid", "sh", "-c", BOUND_TO_THE_PIPE, command.getFirst()), command.stream())
                .toList();
        try {
            var builder = new ProcessBuilder(bound)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new ServerProcess(name, log, builder.start());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Waits until {@code ready} returns true. If the server ends before that or takes more than 90 seconds, closes it
     * and throws.
     */
    void await(BooleanSupplier ready) {
        long limit = System.nanoTime() + LONGEST_START.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                close();
                throw new ServerStartException(name + " did not start: " + reason());
            }
            sleepBriefly();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The output of the server. */
    String output() {
        return Folders.read(log);
    }

    /** Kills the server with {@code kill -9}; its process is gone when this returns. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Sends SIGTERM and does not wait for the end. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGTERM and waits for the end; the server may be started again in its folder. */
    void stop() {
        terminate();
        awaitEnd();
    }

    /** Pauses the process until {@link #resume}; its connections stay open. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Stops the server and waits for the end; kills it after 30 seconds. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            process.destroyForcibly();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        awaitEnd(LONGEST_END);
    }

    /** Waits for the end; kills the server after this time. */
    void awaitEnd(Duration longest) {
        try {
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a signal with {@code kill}, because Java itself can send only the two signals that end a process. */
    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String reason() {
        try {
            var lines = Files.readAllLines(log);
            var errors = lines.stream().filter(line -> line.contains("[ERROR]")).toList();
            return errors.isEmpty() ? lines.isEmpty() ? "it printed nothing" : lines.getLast() : errors.getFirst();
        } catch (IOException unreadable) {
            return "its log " + log + " cannot be read";
        }
    }

    private static void sleepBriefly() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("The start was interrupted.");
        }
    }
}
