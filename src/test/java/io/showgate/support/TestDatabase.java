package io.showgate.support;

import java.sql.SQLException;

/**
 * An empty database of its own on the database server of {@link TestServers}, for instances that must not share their
 * data with other tests. It has the user and password of those servers. Closing it drops the database.
 */
public final class TestDatabase implements AutoCloseable {

    private final String name;

    /** Creates the database. This JVM's process id is appended to the name. */
    public TestDatabase(String name) {
        this.name = name + '_' + ProcessHandle.current().pid();
        drop();
        execute("CREATE DATABASE " + this.name);
    }

    /** Its JDBC address. */
    public String url() {
        return TestServers.databaseUrl().replaceFirst("^(jdbc:[a-z]+://[^/]+/)[^?]*", "$1" + name);
    }

    @Override
    public void close() {
        drop();
    }

    private void drop() {
        execute("DROP DATABASE IF EXISTS " + name);
    }

    private static void execute(String statement) {
        try {
            TestServers.servers().execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }
}
