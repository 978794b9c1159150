package io.showgate.database;

import java.util.Locale;

/**
 * The types of work with the database. Each type has its own connections, so that neither can take those of the other.
 */
enum DatabaseWork {
    /** A client waits for the answer. It is better to refuse the request than to let it wait. */
    REQUESTS,
    /** No client waits. Work that fails now is tried again. */
    BACKGROUND;

    private static final ScopedValue<DatabaseWork> CURRENT = ScopedValue.newInstance();

    /** The type that the calling code is marked with; without a mark it is a request. */
    static DatabaseWork current() {
        return CURRENT.orElse(REQUESTS);
    }

    /** Marks code as work of this type. */
    ScopedValue.Carrier mark() {
        return ScopedValue.where(CURRENT, this);
    }

    /** The name of its bulkhead, as in the metrics. */
    String bulkhead() {
        return "database-" + name().toLowerCase(Locale.ROOT);
    }
}
