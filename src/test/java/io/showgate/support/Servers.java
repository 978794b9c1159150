package io.showgate.support;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database and a Redis that run.
 *
 * @param databaseUrl the JDBC address of the database, with the database's name
 * @param redisUrl the address of Redis, with its password if it has one
 * @param stop stops everything that was started for these servers and deletes everything that was created
 */
record Servers(String databaseUrl, String databaseUsername, String databasePassword, URI redisUrl, Runnable stop)
        implements AutoCloseable {

    /** Opens a connection to the database; the caller closes it. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl, databaseUsername, databasePassword);
    }

    /** Executes one SQL statement. */
    void execute(String statement) throws SQLException {
        try (var connection = connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
