package io.showgate.support;

import java.nio.file.Path;
import java.util.UUID;

/** An embedded MariaDB and an embedded Redis in one folder, with a new password at every start. */
final class EmbeddedServers {

    private EmbeddedServers() {}

    /** Starts servers without data; their folder is deleted when they are closed. */
    static Servers forTests() {
        Folders.deleteLeftovers();
        var folder = Folders.FOR_TESTS.resolve("test-" + ProcessHandle.current().pid());
        return start(folder, RedisPersistence.NONE, DiskFlushing.NEVER, () -> Folders.delete(folder));
    }

    /** Starts servers on the data in a folder. Data that cannot be opened are deleted, and the servers start empty. */
    static Servers kept(KeptFolder folder) {
        try {
            return start(folder.path(), RedisPersistence.EVERY_SECOND, DiskFlushing.EVERY_SECOND, folder::close);
        } catch (ServerStartException unusable) {
            System.err.println(
                    unusable.getMessage() + "; the data in " + folder.path() + " are deleted and created again.");
            folder.empty();
            return start(folder.path(), RedisPersistence.EVERY_SECOND, DiskFlushing.EVERY_SECOND, folder::close);
        }
    }

    private static Servers start(
            Path folder, RedisPersistence persistence, DiskFlushing flushing, Runnable afterwards) {
        var password = UUID.randomUUID().toString();
        var mariaDb = new EmbeddedMariaDb(folder.resolve("mariadb"), password, flushing);
        var redis = new EmbeddedRedis(folder.resolve("redis"), password, persistence.settings());
        var mariaDbProcess = mariaDb.start();
        try {
            var redisProcess = redis.start();
            return new Servers(mariaDb.url(), EmbeddedMariaDb.USER, password, redis.url(), () -> {
                redisProcess.close();
                mariaDbProcess.close();
                afterwards.run();
            });
        } catch (ServerStartException failed) {
            mariaDbProcess.close();
            throw failed;
        }
    }
}
