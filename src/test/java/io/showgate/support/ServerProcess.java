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
 * A server that runs as a child process and never outlives this JVM, however that ends. A small shell watches the pipe
 * that this object holds open: it closes when the JVM exits, is stopped or is killed, and then the shell asks the
 * server to stop, and wakes it for that if it was paused. {@link #close()} closes the same pipe, so that there is one
 * way of stopping and no list of process ids to clean up after. The server has a session of its own: Ctrl-C in a
 * terminal reaches the JVM alone, which stops the application first and its servers then.
 */
final class ServerProcess implements AutoCloseable {

    private static final String BOUND_TO_THE_PIPE = """
            exec 3<&0
            { read -r _ <&3; [ "/proc/$$/exe" -ef "$1" ] && kill $$ && kill -CONT $$; } >/dev/null 2>&1 &
            exec "$@" </dev/null 3<&-
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts {@code command}, whose first element is the program's path, in {@code folder}, logging there. */
    static ServerProcess start(String name, List<String> command, Path folder) {
        return start(name, command, folder, Map.of());
    }

    /** The same with these environment variables besides those of this JVM. */
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
     * Returns when {@code ready} says so; closes the server and throws when it ends before or takes over 90 seconds.
     */
    void await(BooleanSupplier ready) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                close();
                throw new ServerStartException(name + " did not start: " + lastWords());
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

    /** What it has printed. */
    String output() {
        return Folders.read(log);
    }

    /** {@code kill -9}; it is gone when this returns. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to stop, without waiting for the end. */
    void terminate() {
        process.destroy();
    }

    /** Asks it to stop and waits for the end, as {@link #close} does; it may be started again in its folder. */
    void stop() {
        terminate();
        awaitEnd();
    }

    /** Has it stand still, connections and all, until {@link #resume}. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Asks the server to stop and waits for it; one that does not within 30 seconds is killed. */
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

    /** Waits for the end; whoever has not ended by then is killed. */
    void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Java itself knows only the two signals that end a process. */
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

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            var errors = lines.stream().filter(line -> line.contains("[ERROR]")).toList();
            return errors.isEmpty() ? lines.isEmpty() ? "it said nothing" : lines.getLast() : errors.getFirst();
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
