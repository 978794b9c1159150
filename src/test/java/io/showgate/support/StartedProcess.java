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

/** The real start as a process of its own, as Maven runs it, with what it prints and the processes that it starts. */
final class StartedProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

    private StartedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code mainClass} on the class path of this test; {@code output} receives all that it prints. */
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

    /** Returns when {@code text} was printed; throws when the process ends without. */
    void awaitOutput(String text) throws TimeoutException, InterruptedException {
        await(() -> output().contains(text) || !process.isAlive());
        if (!output().contains(text)) {
            throw new IllegalStateException("Ended without saying '" + text + "': " + output());
        }
    }

    /** The exit code, once it ended. */
    int awaitEnd() throws TimeoutException, InterruptedException {
        await(() -> !process.isAlive());
        return process.exitValue();
    }

    /** As Ctrl-C and an ordinary {@code kill} do. */
    void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Every process that it was seen to start, dead or alive. */
    Set<ProcessHandle> descendants() {
        process.descendants().forEach(descendants::add);
        return descendants;
    }

    /** Returns when none of them lives. */
    void awaitEndOfDescendants() throws TimeoutException, InterruptedException {
        await(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(process.toHandle()), descendants().stream()).forEach(ProcessHandle::destroyForcibly);
    }

    private void await(BooleanSupplier done) throws TimeoutException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            descendants();
            if (System.nanoTime() > limit) {
                throw new TimeoutException(output());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
