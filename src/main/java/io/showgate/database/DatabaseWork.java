package io.showgate.database;

/** Who needs the database: each kind has connections of its own, so that neither can take the other's. */
enum DatabaseWork {
    /** Somebody waits for the answer and is better told to come back than kept waiting. */
    REQUESTS,
    /** Nobody waits; what is not done now is tried again. */
    BACKGROUND;

    private static final ScopedValue<DatabaseWork> CURRENT = ScopedValue.newInstance();

    /** What the calling code was marked as; without a mark it is a request. */
    static DatabaseWork current() {
        return CURRENT.orElse(REQUESTS);
    }

    /** What marks code as being of this kind. */
    ScopedValue.Carrier mark() {
        return ScopedValue.where(CURRENT, this);
    }
}
