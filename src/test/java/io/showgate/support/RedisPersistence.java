package io.showgate.support;

/**
 * The data that a Redis keeps over a restart. A killed process loses nothing that it had written to the operating
 * system, even if the file was not flushed. {@link OwnRedis#restore} simulates the loss of data in a power failure.
 */
public enum RedisPersistence {
    /** Nothing: Redis is empty after a restart. */
    NONE("appendonly no"),

    /**
     * The append-only file, written before each answer and flushed by the operating system at any time. So a disk that
     * is slow for a moment makes no test fail.
     */
    WRITTEN("appendonly yes\nappendfsync no"),

    /** The append-only file, flushed once a second. */
    EVERY_SECOND("appendonly yes\nappendfsync everysec"),

    /** The append-only file, flushed before each answer. */
    ALWAYS("appendonly yes\nappendfsync always");

    private final String settings;

    RedisPersistence(String settings) {
        this.settings = settings;
    }

    /** The lines of Redis' configuration. */
    String settings() {
        return settings;
    }
}
