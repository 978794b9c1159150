package io.showgate.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A server that one test owns and may kill, pause and restart while instances use it. It is a process whose folder and
 * address stay the same after a restart. It ends with this JVM at the latest, even if the JVM is killed. Closing it
 * deletes its folder. Not thread-safe.
 */
public abstract class OwnServer implements AutoCloseable {

    private static final Set<OwnServer> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Supplier<ServerProcess> program;
    private ServerProcess process;
    private volatile boolean isPaused;

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
            OPEN.add(this);
        } catch (RuntimeException failed) {
            Folders.delete(folder);
            throw failed;
        }
    }

    /** Kills the server with {@code kill -9}. Its process is gone and its port is closed when this returns. */
    public final void kill() {
        process.kill();
        isPaused = false;
    }

    /**
     * Starts the server again on its old address, and kills it before if it still runs. It is ready when this returns.
     */
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
        isPaused = true;
        process.pause();
    }

    /** Ends {@link #pause}. */
    public final void resume() {
        process.resume();
        isPaused = false;
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
        OPEN.remove(this);
        process.close();
        Folders.delete(folder);
    }

    /** The servers of this kind that answer now: they are not killed, paused or closed. */
    public static <T extends OwnServer> List<T> answering(Class<T> kind) {
        return OPEN.stream()
                .filter(server -> server.isAlive() && !server.isPaused)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    final ServerProcess process() {
        return process;
    }

    final Path folder() {
        return folder;
    }
}
