package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An embedded MariaDB on loopback, configured like MySQL 9 where the two differ. Only this JVM and the owner of the
 * folder know its password. Its address and its data stay the same over restarts. It has a database {@code showgate}.
 * If it is killed, it loses no committed transaction, because it has given each to the operating system.
 */
final class EmbeddedMariaDb {

    static final String USER = "showgate";

    private final Path folder;
    private final String password;
    private final DiskFlushing flushing;
    private final int port = FreePorts.next();
    private final Path home = Binaries.mariaDb();

    /** Chooses a free port; does not start anything. */
    EmbeddedMariaDb(Path folder, String password, DiskFlushing flushing) {
        this.folder = Folders.create(folder);
        this.password = password;
        this.flushing = flushing;
    }

    /** The JDBC address of the database {@code showgate}. */
    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/showgate";
    }

    /** Starts it with the data in its folder, if there are any. */
    ServerProcess start() {
        if (!Files.exists(data())) {
            initialise();
        }
        var process = ServerProcess.start("MariaDB", arguments(common(data()), forServer()), folder);
        process.await(this::answers);
        return process;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> arguments(Stream<String> common, Stream<String> further) {
        var program = Stream.of(home.resolve("bin/mariadbd").toString());
        return Stream.of(program, common, asRoot(), flushing.settings().stream(), further)
                .flatMap(part -> part)
                .toList();
    }

    /** MariaDB refuses to run as root without this option. */
    private static Stream<String> asRoot() {
        return Stream.of("--user=root").filter(_ -> "root".equals(System.getProperty("user.name")));
    }

    private Stream<String> forServer() {
        return Stream.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--init-file=" + Folders.write(folder.resolve("init.sql"), atEveryStart()),
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--skip-name-resolve",
                "--skip-ssl");
    }

    /** The options that the server and the creation of its data folder have in common. */
    private Stream<String> common(Path data) {
        var share = home.resolve("share");
        return Stream.of(
                "--no-defaults",
                "--basedir=" + home,
                "--lc-messages-dir=" + share,
                "--character-sets-dir=" + share.resolve("charsets"),
                "--datadir=" + data,
                "--tmpdir=" + data,
                "--innodb-log-file-size=64M",
                "--innodb-undo-tablespaces=0");
    }

    private String atEveryStart() {
        return """
                CREATE DATABASE IF NOT EXISTS showgate;
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1';
                ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'127.0.0.1';
                """.formatted(USER, password);
    }

    /** Creates the data folder under another name first, so that a killed start leaves no incomplete data folder. */
    private void initialise() {
        var partial = folder.resolve("data.partial");
        Folders.delete(partial);
        Folders.create(partial);
        var command = arguments(common(partial), Stream.of("--bootstrap"));
        try {
            bootstrap(command);
            Files.move(partial, data());
        } catch (IOException incomplete) {
            throw new UncheckedIOException(incomplete);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("The start was interrupted.");
        }
    }

    private void bootstrap(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("initialise.log").toFile())
                .start();
        try (var sql = process.outputWriter()) {
            sql.write("CREATE DATABASE mysql;\nUSE mysql;\n");
            for (var script : List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql")) {
                sql.write(Files.readString(home.resolve("share").resolve(script)));
            }
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new ServerStartException(
                    "MariaDB cannot create its data folder, see " + folder.resolve("initialise.log"));
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url(), USER, password)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
