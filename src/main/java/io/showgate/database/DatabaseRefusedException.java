package io.showgate.database;

import java.sql.SQLTransientConnectionException;

/**
 * The guard gives no connection now, to protect the database. Spring and Hibernate see a failed connection, which
 * becomes a 503. It has no stack trace, because there may be thousands a second.
 */
final class DatabaseRefusedException extends SQLTransientConnectionException {

    /** The SQL state of drivers for a connection that cannot be established. */
    private static final String NO_CONNECTION = "08001";

    DatabaseRefusedException(String reason) {
        super(reason, NO_CONNECTION);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
