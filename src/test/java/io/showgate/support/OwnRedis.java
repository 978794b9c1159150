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
 * A Redis that one test owns and may kill, pause, empty and set back to an earlier state. It is always the embedded
 * Redis, even if {@link TestServers} are given servers or containers, because tests must not kill those.
 */
public final class OwnRedis extends OwnServer {

    private final EmbeddedRedis redis;

    private OwnRedis(Path folder, EmbeddedRedis redis) {
        super(folder, redis::start);
        this.redis = redis;
    }

    /** Starts an empty Redis on a free port. */
    public static OwnRedis start(RedisPersistence persistence) {
        var folder = Folders.createForTest("redis");
        return new OwnRedis(folder, new EmbeddedRedis(folder, UUID.randomUUID().toString(), persistence.settings()));
    }

    /** Its address, with its password. It stays the same after a restart. */
    public String url() {
        return redis.url().toString();
    }

    /** The environment variables that make an instance use it. */
    public Map<String, String> environment() {
        return Map.of("SPRING_DATA_REDIS_URL", url());
    }

    /** Deletes all data; Redis is empty after a restart too. */
    public void empty() {
        try {
            commands().flushAll();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Deletes the persisted files of a killed Redis, so that it starts empty, like a new one in its place. */
    public void forgetWhatItPersisted() {
        try {
            Files.deleteIfExists(appendOnlyFile());
            Files.deleteIfExists(folder().resolve("dump.rdb"));
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /** Changes a setting until the next start, as in {@code maxmemory 100mb}. */
    public void set(String setting) {
        tell("CONFIG SET " + setting);
    }

    /** Changes the persistence until the next start. */
    public void persist(RedisPersistence persistence) {
        persistence.settings().lines().forEach(this::set);
    }

    /**
     * Makes every write wait for this long or until {@link #goOn}. Redis never carries out the waiting writes of a
     * client that disconnects meanwhile. So a test can let a client die between two writes.
     */
    public void holdChanges(Duration longest) {
        tell("CLIENT PAUSE " + longest.toMillis() + " WRITE");
    }

    /** Carries out the writes that waited. */
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

    /** Copies the append-only file as it is now, for {@link #restore}. */
    public Path snapshot() {
        try {
            var copy = Files.createTempFile(folder(), "snapshot", ".aof");
            return Files.copy(appendOnlyFile(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Kills Redis and starts it with the data of a snapshot, like a Redis that comes back with older data. */
    public void restore(Path snapshot) {
        kill();
        try {
            Files.copy(snapshot, appendOnlyFile(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        restart();
    }

    /** Sends it commands without a client. */
    RedisCommands commands() {
        return new RedisCommands(redis.url());
    }

    private Path appendOnlyFile() {
        return folder().resolve("appendonly.aof");
    }
}
