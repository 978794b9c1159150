package io.showgate.web;

import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.core.Ordered;

/**
 * The order in which Showgate's filters see a request: from the first constant to the last. A refused request reaches
 * no later filter, so it costs nothing there.
 */
public enum FilterOrder {

    /** Limits on requests in progress and on each source. First, so that an overloaded instance refuses at once. */
    REQUEST_LIMITS,

    /** Refuses paths with more than one meaning, before anything decides by the path. */
    PATH,

    /**
     * Makes every question to the gate a GET without a body. So no later rule about methods or bodies applies to it.
     */
    GATE_QUESTION,

    /** Signs the operator in, on the operator's routes only, and before anything reads a body. */
    OPERATOR_SECURITY,

    /** Refuses bodies that are too large. */
    BODY_LIMIT,

    /** Limits how long a request waits for Redis. Last, so that the time counts for the controllers only. */
    REDIS_TIME_BUDGET;

    /** Gives a filter this place. All places are directly after Spring's character encoding filter. */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is the order of the filters
    public <T extends AbstractFilterRegistrationBean<?>> T place(T registration) {
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1 + ordinal());
        return registration;
    }
}
