package io.showgate.database;

import java.sql.SQLTransientConnectionException;

/**
 * No connection is given now, for the database's sake. To Spring and Hibernate it is a connection that could not be
 * had, which requests are answered 503 for. There may be thousands a second, so it has no stack trace.
 */
final class DatabaseRefusedException extends SQLTransientConnectionException {

    /** What drivers say when a connection cannot be established. */
    private static final String NO_CONNECTION = "08001";

    DatabaseRefusedException(String reason) {
        super(reason, NO_CONNECTION);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
