package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A Redis of a test's own, to be killed, paused, emptied and set back. It is always the embedded one, also where
 * {@link TestServers} were given or are containers: those are not ours to kill.
 */
public final class OwnRedis extends OwnServer {

    private final EmbeddedRedis redis;

    private OwnRedis(Path folder, EmbeddedRedis redis) {
        super(folder, redis::start);
        this.redis = redis;
    }

    /** Starts an empty one on a free port. */
    public static OwnRedis start(RedisPersistence persistence) {
        var folder = Folders.createForTest("redis");
        return new OwnRedis(folder, new EmbeddedRedis(folder, UUID.randomUUID().toString(), persistence.settings()));
    }

    /** Its address, with its password; the same for its whole life. */
    public String url() {
        return redis.url().toString();
    }

    /** What tells an instance to use it. */
    public Map<String, String> environment() {
        return Map.of("SPRING_DATA_REDIS_URL", url());
    }

    /** Has it forget everything, for ever: it is empty after a restart too. */
    public void empty() {
        try {
            commands().forgetEverything();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Has it start empty the next time, as a new one in its place would be; it must be down. */
    public void forgetWhatItPersisted() {
        try {
            Files.deleteIfExists(appendOnlyFile());
            Files.deleteIfExists(folder().resolve("dump.rdb"));
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /** Changes a setting until it is started again, as in {@code maxmemory 100mb}. */
    public void set(String setting) {
        tell("CONFIG SET " + setting);
    }

    /** Has it persist in another way from now on until it is started again. */
    public void persist(RedisPersistence persistence) {
        persistence.settings().lines().forEach(this::set);
    }

    /**
     * Lets every change wait for this long or until {@link #goOn}. Of who goes away meanwhile, what they had sent is
     * never done: that is how a client dies between two changes.
     */
    public void holdChanges(Duration longest) {
        tell("CLIENT PAUSE " + longest.toMillis() + " WRITE");
    }

    /** Makes the changes that waited. */
    public void goOn() {
        tell("CLIENT UNPAUSE");
    }

    private void tell(String command) {
        try {
            commands().tell(command);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** A copy of its append-only file as it is now, to be given to {@link #restore}. */
    public Path snapshot() {
        try {
            var copy = Files.createTempFile(folder(), "snapshot", ".aof");
            return Files.copy(appendOnlyFile(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Kills it and starts it with what it knew at the snapshot: a Redis that comes back older than it was. */
    public void restore(Path snapshot) {
        kill();
        try {
            Files.copy(snapshot, appendOnlyFile(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        restart();
    }

    /** To ask it something without a client. */
    RedisCommands commands() {
        return new RedisCommands(redis.url());
    }

    private Path appendOnlyFile() {
        return folder().resolve("appendonly.aof");
    }
}
