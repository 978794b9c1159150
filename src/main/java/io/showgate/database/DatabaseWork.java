package io.showgate.database;

import java.util.Locale;

/**
 * The types of work with the database. Each type has its own connections, so that none can take those of another. The
 * lists and searches of the catalogue are apart from other requests, because anyone may ask for them.
 */
public enum DatabaseWork {
    /** A client waits for the answer. It is better to refuse the request than to let it wait. */
    REQUESTS,
    /** A visitor waits for a page of the list of concerts. */
    LISTS,
    /** A visitor waits for a search. Searches cost the database the most. */
    SEARCHES,
    /** No client waits. Work that fails now is tried again. */
    BACKGROUND;

    private static final ScopedValue<DatabaseWork> CURRENT = ScopedValue.newInstance();

    /** True for the types that anyone can cause. How busy their connections are tells nothing about other work. */
    boolean isPublic() {
        return this == LISTS || this == SEARCHES;
    }

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
