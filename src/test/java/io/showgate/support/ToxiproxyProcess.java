package io.showgate.support;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Toxiproxy as a child process, with the same addresses as this JVM. */
record ToxiproxyProcess(Path folder, ServerProcess process, int apiPort) implements ToxiproxyServer {

    private static final String LOOPBACK = "127.0.0.1";

    static ToxiproxyProcess start(Path program) {
        var folder = Folders.createForTest("toxiproxy");
        int port = FreePorts.next();
        var command = List.of(program.toString(), "-host", LOOPBACK, "-port", Integer.toString(port));
        var process = ServerProcess.start("Toxiproxy", command, folder);
        process.await(() -> answers(port));
        return new ToxiproxyProcess(folder, process, port);
    }

    private static boolean answers(int port) {
        try {
            return new Api(port).get("/version").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    @Override
    public String listenHost() {
        return LOOPBACK;
    }

    @Override
    public int nextPort() {
        return FreePorts.next();
    }

    @Override
    public int reachedAt(int listened) {
        return listened;
    }

    @Override
    public String targetHost(int port) {
        return LOOPBACK;
    }

    @Override
    public void close() {
        process.close();
        Folders.delete(folder);
    }
}
