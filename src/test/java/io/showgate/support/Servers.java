package io.showgate.support;

import java.net.URI;

/**
 * A database and a Redis that are up.
 *
 * @param databaseUrl the database's JDBC address, with the database's name
 * @param redisUrl the address of Redis, with its password if it has one
 * @param stop what takes back all that was started or made for these servers
 */
record Servers(String databaseUrl, String databaseUsername, String databasePassword, URI redisUrl, Runnable stop)
        implements AutoCloseable {

    @Override
    public void close() {
        stop.run();
    }
}
