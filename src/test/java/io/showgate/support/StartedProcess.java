package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The embedded start as a separate process, as Maven runs it, with its output and the processes that it starts. */
final class StartedProcess implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

    private StartedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code mainClass} with the class path of this test; its output goes to {@code output}. */
    static StartedProcess start(Class<?> mainClass, Path output, List<String> arguments) {
        var command = new ArrayList<>(JavaProgram.command());
        command.add(mainClass.getName());
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new StartedProcess(process, output);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    String output() {
        return Folders.read(output);
    }

    /** Waits until the output contains {@code text}; throws if the process ends without it. */
    void awaitOutput(String text) throws TimeoutException, InterruptedException {
        await(() -> output().contains(text) || !process.isAlive());
        if (!output().contains(text)) {
            throw new IllegalStateException("Ended without printing '" + text + "': " + output());
        }
    }

    /** Waits for the end; returns the exit status. */
    int awaitEnd() throws TimeoutException, InterruptedException {
        await(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Ends the process as Ctrl-C and {@code kill} do. */
    void terminate() {
        process.destroy();
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    /** All processes that it started, as far as seen, whether they still run or not. */
    Set<ProcessHandle> descendants() {
        process.descendants().forEach(descendants::add);
        return descendants;
    }

    /** Waits until all of these processes have ended. */
    void awaitEndOfDescendants() throws TimeoutException, InterruptedException {
        await(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(process.toHandle()), descendants().stream()).forEach(ProcessHandle::destroyForcibly);
    }

    private void await(BooleanSupplier done) throws TimeoutException, InterruptedException {
        long limit = System.nanoTime() + TIMEOUT.toNanos();
        while (!done.getAsBoolean()) {
            descendants();
            if (System.nanoTime() > limit) {
                throw new TimeoutException(output());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
