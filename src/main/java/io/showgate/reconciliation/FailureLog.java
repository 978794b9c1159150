package io.showgate.reconciliation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a failure once when it begins and once when it ends, however often the work is tried. Thread-safe. */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * Notes a failure.
     *
     * @param work the work that failed, as in "cannot ... for now"
     */
    void failed(String work, Throwable failure) {
        if (failing.add(work)) {
            LOG.warn("Coupons: cannot {} for now: {}", work, root(failure).toString());
        }
        LOG.debug("Cannot {}", work, failure);
    }

    /** Notes that the work succeeded. */
    void succeeded(String work) {
        if (failing.remove(work)) {
            LOG.info("Coupons: can {} again", work);
        }
    }

    /** Clients wrap the cause in exceptions of their own. */
    private static Throwable root(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
