package io.showgate.web;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * All turns for one kind of work with the database are taken. The answer is 503 with a time to come back. The database
 * works, so this does not count as its failure. It has no stack trace, because there may be thousands a second.
 */
public final class BusyException extends TransientDataAccessResourceException {

    /** Refuses work of this kind for now. The text is for a log at DEBUG. */
    public BusyException(String work) {
        super(work);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
