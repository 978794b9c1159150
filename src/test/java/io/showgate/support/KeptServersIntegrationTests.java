package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The servers of the embedded start keep their data, and start even if the data are damaged. */
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
    void theNextStartFindsTheStoredData() throws SQLException {
        try (var servers = start()) {
            servers.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
        }

        try (var servers = start()) {
            assertThat(hasTable(servers)).isTrue();
        }
    }

    @Test
    void dataThatCannotBeOpenedAreDeleted() throws SQLException, IOException {
        try (var servers = start()) {
            servers.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
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
        try (var connection = servers.connect();
                var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "kept", null)) {
            return tables.next();
        }
    }
}
