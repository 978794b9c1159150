package io.showgate.support;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A database server that one test owns and may kill and pause. It is always the embedded MariaDB, even if
 * {@link TestServers} are given servers or containers, because tests must not kill those. It keeps every committed
 * transaction when it is killed.
 */
public final class OwnDatabase extends OwnServer {

    private final String url;
    private final String password;

    private OwnDatabase(Path folder, EmbeddedMariaDb mariaDb, String password) {
        super(folder, mariaDb::start);
        this.url = mariaDb.url();
        this.password = password;
    }

    /** Starts an empty database server on a free port. */
    public static OwnDatabase start() {
        var folder = Folders.createForTest("mariadb");
        var password = UUID.randomUUID().toString();
        return new OwnDatabase(folder, new EmbeddedMariaDb(folder, password, DiskFlushing.NEVER), password);
    }

    /** Its JDBC address, with the database's name. It stays the same after a restart. */
    public String url() {
        return url;
    }

    public String username() {
        return EmbeddedMariaDb.USER;
    }

    public String password() {
        return password;
    }

    /** The environment variables that make an instance use it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url(),
                "SPRING_DATASOURCE_USERNAME", username(),
                "SPRING_DATASOURCE_PASSWORD", password());
    }
}
