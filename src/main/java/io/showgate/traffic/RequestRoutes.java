package io.showgate.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one module and the kind of their requests. Every module with routes contributes one bean. So the limits
 * know all routes, and this module depends on no other. A path that no module registers is of the kind
 * {@link RequestKind#CATALOGUE}.
 */
@FunctionalInterface
public interface RequestRoutes {

    /** The routes; asked once, at the start. */
    List<Route> routes();

    /**
     * Routes of one kind.
     *
     * @param pattern a decoded path as Spring MVC's mappings write it. {@code *} or a variable stands for one segment.
     *     {@code /**} at the end stands for everything below, but not for the folder itself
     * @param kind the kind of their requests. A {@link RequestKind#JOIN} has one variable segment: the user
     * @param variant another kind of the requests with a certain parameter; null if all requests are of one kind
     */
    record Route(String pattern, RequestKind kind, @Nullable Variant variant) {

        /** Routes whose requests are all of one kind. */
        public Route(String pattern, RequestKind kind) {
            this(pattern, kind, null);
        }
    }

    /**
     * Requests that a parameter makes more expensive.
     *
     * @param parameter its name in the query. A blank value does not count
     * @param kind the kind of requests with this parameter
     */
    record Variant(String parameter, RequestKind kind) {}
}
