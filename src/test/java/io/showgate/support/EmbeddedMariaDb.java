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
 * A MariaDB of our own on loopback, set to behave like MySQL 9 where the two differ, with a password that only this JVM
 * and the folder's owner know. However often it is started, its address and its data are the same; it has a database,
 * {@code showgate}. Killed, it loses no transaction that was committed: each is handed to the operating system first.
 */
final class EmbeddedMariaDb {

    static final String USER = "showgate";

    private final Path folder;
    private final String password;
    private final DiskFlushing flushing;
    private final int port = FreePorts.next();
    private final Path home = Binaries.mariaDb();

    /** Chooses a free port; nothing is started yet. */
    EmbeddedMariaDb(Path folder, String password, DiskFlushing flushing) {
        this.folder = Folders.create(folder);
        this.password = password;
        this.flushing = flushing;
    }

    /** The JDBC address of the database. */
    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/showgate";
    }

    /** Starts it; what was stored in its folder before is found again. */
    ServerProcess start() {
        if (!Files.exists(data())) {
            initialise();
        }
        var process = ServerProcess.start("MariaDB", arguments(common(data()), own()), folder);
        process.await(this::answers);
        return process;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> arguments(Stream<String> common, Stream<String> own) {
        var program = Stream.of(home.resolve("bin/mariadbd").toString());
        return Stream.of(program, common, asRoot(), flushing.settings().stream(), own)
                .flatMap(part -> part)
                .toList();
    }

    /** Started by root, MariaDB runs only when told that this is meant. */
    private static Stream<String> asRoot() {
        return Stream.of("--user=root").filter(_ -> "root".equals(System.getProperty("user.name")));
    }

    private Stream<String> own() {
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

    /** What the making of the data folder and the server agree upon. */
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

    /** Makes the data folder under another name first: one that is there is whole, even after a killed start. */
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
                    "MariaDB cannot make its data folder, see " + folder.resolve("initialise.log"));
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
