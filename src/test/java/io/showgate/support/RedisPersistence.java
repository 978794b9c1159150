package io.showgate.support;

/**
 * What a Redis finds again when it is started anew. A killed process loses nothing that it had handed to the operating
 * system, however seldom that flushes; what a machine that loses power takes with it is shown by
 * {@link OwnRedis#restore}.
 */
public enum RedisPersistence {
    /** Nothing: it comes back empty. */
    NONE("appendonly no"),

    /**
     * Its append-only file, which is written before each answer and flushed when the operating system likes: a disk
     * that is slow for a moment fails nothing besides what a test has fail.
     */
    WRITTEN("appendonly yes\nappendfsync no"),

    /** Its append-only file, which is flushed once a second. */
    EVERY_SECOND("appendonly yes\nappendfsync everysec"),

    /** Its append-only file, which is flushed before each answer. */
    ALWAYS("appendonly yes\nappendfsync always");

    private final String settings;

    RedisPersistence(String settings) {
        this.settings = settings;
    }

    /** The lines of Redis' configuration that say so. */
    String settings() {
        return settings;
    }
}
