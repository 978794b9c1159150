package io.showgate.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A Redis of our own on loopback, with a password that only this JVM and the folder's owner know. */
final class EmbeddedRedis {

    private EmbeddedRedis() {}

    /** A running Redis. */
    record Running(URI url, ServerProcess process) {}

    /** Starts Redis in {@code folder}; with {@code durable} it finds again there what an earlier one knew. */
    static Running start(Path folder, boolean durable, String password) {
        int port = FreePorts.next();
        var url = URI.create("redis://:" + password + "@127.0.0.1:" + port);
        var configuration = Folders.write(
                Folders.create(folder).resolve("redis.conf"), """
                bind 127.0.0.1
                port %d
                requirepass %s
                save ""
                appendonly %s
                dir .
                """.formatted(port, password, durable ? "yes" : "no"));
        var command = List.of(Binaries.redis().toString(), configuration.toString());
        var process = ServerProcess.start("Redis", command, folder);
        process.await(() -> answers(url));
        return new Running(url, process);
    }

    private static boolean answers(URI url) {
        try {
            return !new RedisCommands(url).version().isEmpty();
        } catch (IOException notYet) {
            return false;
        }
    }
}
