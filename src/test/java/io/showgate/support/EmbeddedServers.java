package io.showgate.support;

import java.nio.file.Path;
import java.util.UUID;

/** An embedded MariaDB and an embedded Redis in one folder, with a password that is new at every start. */
final class EmbeddedServers {

    private EmbeddedServers() {}

    /** Servers that forget: their folder is new and is deleted when they are closed. */
    static Servers forTests() {
        Folders.deleteLeftovers();
        var folder = Folders.ROOT.resolve("test-" + ProcessHandle.current().pid());
        return start(folder, false, () -> Folders.delete(folder));
    }

    /** Servers that find again what earlier ones stored in {@code folder}; what cannot be opened is made anew. */
    static Servers kept(KeptFolder folder) {
        try {
            return start(folder.path(), true, folder::close);
        } catch (ServerStartException unusable) {
            System.err.println(unusable.getMessage() + "; the data in " + folder.path() + " are made anew.");
            folder.empty();
            return start(folder.path(), true, folder::close);
        }
    }

    private static Servers start(Path folder, boolean durable, Runnable afterwards) {
        var password = UUID.randomUUID().toString();
        var mariaDb = EmbeddedMariaDb.start(folder.resolve("mariadb"), password);
        try {
            var redis = EmbeddedRedis.start(folder.resolve("redis"), durable, password);
            return new Servers(mariaDb.url(), EmbeddedMariaDb.USER, password, redis.url(), () -> {
                redis.process().close();
                mariaDb.process().close();
                afterwards.run();
            });
        } catch (ServerStartException failed) {
            mariaDb.process().close();
            throw failed;
        }
    }
}
