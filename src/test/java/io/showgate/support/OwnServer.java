package io.showgate.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A server of a test's own, which the test may kill, pause and start again while others use it: a process with a folder
 * and an address that are the same in each of its lives. It ends with this JVM at the latest, however that ends, and
 * closed it leaves nothing behind. One thread at a time may use it.
 */
public abstract class OwnServer implements AutoCloseable {

    private static final Set<OwnServer> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Supplier<ServerProcess> program;
    private ServerProcess process;
    private volatile boolean isPaused;

    /**
     * Starts it for the first time.
     *
     * @param folder what is deleted in the end
     * @param program starts it, and returns once it is ready
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

    /** {@code kill -9}: no shutdown of any kind. It is gone when this returns, and its port is closed. */
    public final void kill() {
        process.kill();
        isPaused = false;
    }

    /** Starts it again where it was, after killing it if it runs; it is ready when this returns. */
    public final void restart() {
        kill();
        process = program.get();
    }

    /** False after {@link #kill}, until it is started again; true while it hangs. */
    public final boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it hang: it is there and connections to it stand, but it does nothing. */
    public final void pause() {
        isPaused = true;
        process.pause();
    }

    /** Lets it go on after {@link #pause}. */
    public final void resume() {
        process.resume();
        isPaused = false;
    }

    /** Its process, of this life of it. */
    public final ProcessHandle handle() {
        return process.handle();
    }

    /** What it has printed since it was last started. */
    public final String output() {
        return process.output();
    }

    /** SIGTERM, and the end awaited. */
    @Override
    public final void close() {
        OPEN.remove(this);
        process.close();
        Folders.delete(folder);
    }

    /** Those of this kind that answer now: neither killed nor paused nor closed. */
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
