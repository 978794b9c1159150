package io.showgate.support;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A database of a test's own, to be killed and paused. It is always the embedded MariaDB, also where
 * {@link TestServers} were given or are containers: those are not ours to kill. Killed, it keeps every transaction that
 * it had committed.
 */
public final class OwnDatabase extends OwnServer {

    private final String url;
    private final String password;

    private OwnDatabase(Path folder, EmbeddedMariaDb mariaDb, String password) {
        super(folder, mariaDb::start);
        this.url = mariaDb.url();
        this.password = password;
    }

    /** Starts an empty one on a free port. */
    public static OwnDatabase start() {
        var folder = Folders.createForTest("mariadb");
        var password = UUID.randomUUID().toString();
        return new OwnDatabase(folder, new EmbeddedMariaDb(folder, password, DiskFlushing.NEVER), password);
    }

    /** Its JDBC address, with the database's name; the same for its whole life. */
    public String url() {
        return url;
    }

    public String username() {
        return EmbeddedMariaDb.USER;
    }

    public String password() {
        return password;
    }

    /** What tells an instance to use it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url(),
                "SPRING_DATASOURCE_USERNAME", username(),
                "SPRING_DATASOURCE_PASSWORD", password());
    }
}
