package io.showgate.support;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A server that one test owns and may kill, pause and restart while instances use it. It is a process whose folder and
 * address stay the same after a restart. It ends with this JVM at the latest, even if the JVM is killed. Closing it
 * deletes its folder. Not thread-safe.
 */
public abstract class OwnServer implements AutoCloseable {

    private final Path folder;
    private final Supplier<ServerProcess> program;
    private ServerProcess process;

    /**
     * Starts the server for the first time.
     *
     * @param folder its folder, which is deleted at the end
     * @param program starts the process and returns once it is ready
     */
    OwnServer(Path folder, Supplier<ServerProcess> program) {
        this.folder = folder;
        this.program = program;
        try {
            process = program.get();
        } catch (RuntimeException failed) {
            Folders.delete(folder);
            throw failed;
        }
    }

    /** Kills the server with {@code kill -9}. Its process is gone and its port is closed when this returns. */
    public final void kill() {
        process.kill();
    }

    /** Starts the server again on its old address, after a kill if it still runs; it is ready when this returns. */
    public final void restart() {
        kill();
        process = program.get();
    }

    /** False between {@link #kill} and {@link #restart}; true during a pause. */
    public final boolean isAlive() {
        return process.isAlive();
    }

    /** Makes the server hang: connections to it stay open, but it does nothing. */
    public final void pause() {
        process.pause();
    }

    /** Ends {@link #pause}. */
    public final void resume() {
        process.resume();
    }

    /** Its process since the last start. */
    public final ProcessHandle handle() {
        return process.handle();
    }

    /** Its output since the last start. */
    public final String output() {
        return process.output();
    }

    /** Sends SIGTERM, waits for the end, and deletes the folder. */
    @Override
    public final void close() {
        process.close();
        Folders.delete(folder);
    }

    final ServerProcess process() {
        return process;
    }

    final Path folder() {
        return folder;
    }
}
