package io.showgate.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An embedded Redis on loopback, with a password that only this JVM and the folder's owner know. Its address and the
 * folder in which it persists its data stay the same over restarts.
 */
final class EmbeddedRedis {

    private final Path folder;
    private final URI url;
    private final String settings;

    /**
     * Chooses a free port; does not start anything.
     *
     * @param settings further lines of its configuration
     */
    EmbeddedRedis(Path folder, String password, String settings) {
        this(folder, password, settings, FreePorts.next());
    }

    EmbeddedRedis(Path folder, String password, String settings, int port) {
        this.folder = Folders.create(folder);
        this.settings = settings;
        this.url = URI.create("redis://:" + password + "@127.0.0.1:" + port);
    }

    URI url() {
        return url;
    }

    /** Starts it; when this returns, it has loaded its persisted data. */
    ServerProcess start() {
        var configuration = Folders.write(folder.resolve("redis.conf"), """
                bind 127.0.0.1
                port %d
                requirepass %s
                save ""
                maxmemory-policy volatile-lru
                dir .
                %s
                """.formatted(
                        url.getPort(), url.getUserInfo().substring(1), settings));
        var command = List.of(Binaries.redis().toString(), configuration.toString());
        var process = ServerProcess.start("Redis", command, folder);
        process.await(this::answers);
        return process;
    }

    private boolean answers() {
        try {
            new RedisCommands(url).ping();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
