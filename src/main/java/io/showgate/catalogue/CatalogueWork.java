package io.showgate.catalogue;

import io.showgate.database.DatabaseWork;
import java.util.Locale;

/**
 * The kinds of work that queries of the catalogue cause. Each kind has turns and connections that no other can take.
 */
enum CatalogueWork {
    /** A page of the list. */
    LIST(DatabaseWork.LISTS),
    /** A page of the concerts that a keyword finds. */
    SEARCH(DatabaseWork.SEARCHES),
    /** The dates of a concert, for active users. */
    DATES(DatabaseWork.REQUESTS);

    private final DatabaseWork database;

    CatalogueWork(DatabaseWork database) {
        this.database = database;
    }

    /** The type of work with the database. */
    DatabaseWork database() {
        return database;
    }

    /** Its name in metrics. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
