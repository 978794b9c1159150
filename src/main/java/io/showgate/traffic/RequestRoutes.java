package io.showgate.traffic;

import java.util.List;

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
     */
    record Route(String pattern, RequestKind kind) {}
}
