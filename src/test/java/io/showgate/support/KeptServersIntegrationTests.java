package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The embedded start's servers keep what they are told, and never refuse to start because of it. */
@Tag(TestServers.ONCE)
@SideBySide
class KeptServersIntegrationTests {

    private final Path path =
            Folders.ROOT.resolve("test-" + ProcessHandle.current().pid() + "-kept");

    @AfterEach
    void tidyUp() {
        Folders.delete(path);
        Folders.delete(path.resolveSibling(path.getFileName() + ".lock"));
    }

    @Test
    void theNextStartFindsWhatWasStored() throws SQLException {
        try (var servers = start()) {
            execute(servers, "CREATE TABLE kept (id INT PRIMARY KEY)");
        }

        try (var servers = start()) {
            assertThat(hasTable(servers)).isTrue();
        }
    }

    @Test
    void dataThatCannotBeOpenedAreMadeAnew() throws SQLException, IOException {
        try (var servers = start()) {
            execute(servers, "CREATE TABLE kept (id INT PRIMARY KEY)");
        }
        Files.write(path.resolve("mariadb/data/ibdata1"), new byte[1_000_003]);

        try (var servers = start()) {
            assertThat(hasTable(servers)).isFalse();
        }
    }

    private Servers start() {
        var folder = KeptFolder.take(path);
        folder.keep();
        return EmbeddedServers.kept(folder);
    }

    private static boolean hasTable(Servers servers) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        servers.databaseUrl(), servers.databaseUsername(), servers.databasePassword());
                var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "kept", null)) {
            return tables.next();
        }
    }

    private static void execute(Servers servers, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        servers.databaseUrl(), servers.databaseUsername(), servers.databasePassword());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
