package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real nginx with a copy of a configuration and other ports. It runs as one process, so that it needs no user of its
 * own and ends completely.
 */
public final class Nginx implements AutoCloseable {

    private final ServerProcess process;

    private Nginx(ServerProcess process) {
        this.process = process;
    }

    /** The installed program, if there is one. */
    public static Optional<Path> program() {
        var path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts nginx with {@code nginx.conf} from a folder.
     *
     * @param configuration the folder to copy
     * @param folder an empty folder for the copy
     * @param ports for each loopback port in the configuration, the port to use instead
     * @param listens the port on which nginx accepts connections once it is ready
     */
    public static Nginx start(Path configuration, Path folder, Map<Integer, Integer> ports, int listens) {
        copy(configuration, folder, ports);
        var command = List.of(
                program()
                        .orElseThrow(() -> new ServerStartException("nginx is not installed"))
                        .toString(),
                "-p",
                folder.toAbsolutePath().toString(),
                "-c",
                "nginx.conf",
                "-e",
                "stderr",
                "-g",
                "daemon off; master_process off;");
        var process = ServerProcess.start("nginx", command, folder);
        process.await(() -> isListening(listens));
        return new Nginx(process);
    }

    @Override
    public void close() {
        process.close();
    }

    private static void copy(Path configuration, Path folder, Map<Integer, Integer> ports) {
        try (var files = Files.list(configuration)) {
            for (var file : files.toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName().toString()), withPorts(Files.readString(file), ports));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String withPorts(String text, Map<Integer, Integer> ports) {
        var changed = text;
        for (var port : ports.entrySet()) {
            changed = changed.replace("127.0.0.1:" + port.getKey(), "127.0.0.1:" + port.getValue());
        }
        return changed;
    }

    private static boolean isListening(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
