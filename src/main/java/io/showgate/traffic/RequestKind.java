package io.showgate.traffic;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The kind of a request. Each kind has its own limits, and each module says of which kind its routes are
 * ({@link RequestRoutes}). An overloaded instance protects the kinds in this order: it never refuses the first, and
 * refuses the last ones first. The functions of a kind have no state.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum RequestKind {

    /**
     * The operator's requests. Neither a delay nor other requests can refuse them, because the operator must be able to
     * help. Their number has a limit of its own, and they do not count for the memory of the others.
     */
    OPERATOR(RequestProperties::operators, Double.POSITIVE_INFINITY, _ -> Duration.ofNanos(Long.MAX_VALUE)),

    /** Asks for a place in the queue, or gives it up. */
    POLL(RequestProperties::polls, 1, RequestProperties::delayHolders),

    /** Asks for the result of a claim, or gives a coupon back. Half of the memory: these requests wait by design. */
    RECEIPT(RequestProperties::receipts, 0.5, RequestProperties::delayHolders),

    /** Goes through the gate, or asks the gate. */
    GATED(RequestProperties::gated, 1, RequestProperties::delayHolders),

    /** Claims a coupon. */
    CLAIM(RequestProperties::claims, 0.75, RequestProperties::delay),

    /** Joins the queue. */
    JOIN(RequestProperties::joins, 0.75, RequestProperties::delay),

    /** Reads what anybody may read. Every address without a route is of this kind. */
    CATALOGUE(RequestProperties::catalogue, 0.75, RequestProperties::delay),

    /** Searches the catalogue. Half of the memory: these requests wait for the database more often than all others. */
    SEARCH(RequestProperties::searches, 0.5, RequestProperties::delay);

    private final ToIntFunction<RequestProperties> limit;
    private final double memoryShare;
    private final Function<RequestProperties, Duration> longestDelay;

    RequestKind(
            ToIntFunction<RequestProperties> limit,
            double memoryShare,
            Function<RequestProperties, Duration> longestDelay) {
        this.limit = limit;
        this.memoryShare = memoryShare;
        this.longestDelay = longestDelay;
    }

    /** The most requests of this kind in progress at once. */
    int limit(RequestProperties properties) {
        return limit.applyAsInt(properties);
    }

    /** True if requests of this kind count for the memory of all requests. */
    boolean sharesMemory() {
        return Double.isFinite(memoryShare);
    }

    /** The most requests of all kinds in progress with which one more of this kind is accepted. */
    int memoryLimit(int total) {
        return (int) Math.ceil(memoryShare * total);
    }

    /** The longest wait for a thread with which a request of this kind is accepted, in ns. */
    long longestDelayNanos(RequestProperties properties) {
        return longestDelay.apply(properties).toNanos();
    }
}
