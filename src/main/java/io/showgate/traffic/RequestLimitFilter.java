package io.showgate.traffic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.web.Caller;
import io.showgate.web.InvalidInputException;
import io.showgate.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs before all other filters. It accepts as many requests of each kind as can be answered in good time, and refuses
 * the others at once with a time to come back. It refuses polls last: they are still served when everything else is
 * refused. It logs nothing; operators see counters.
 */
final class RequestLimitFilter extends HttpFilter {

    private final RouteTable routes;
    private final Map<RequestKind, RequestLimit> limits = new EnumMap<>(RequestKind.class);
    private final SourceLimits sources;

    RequestLimitFilter(
            RouteTable routes,
            RequestProperties properties,
            DispatchDelay delay,
            SourceLimits sources,
            MeterRegistry meters) {
        this.routes = routes;
        this.sources = sources;
        var memory = RequestMemory.of(properties, meters);
        for (var kind : RequestKind.values()) {
            limits.put(kind, new RequestLimit(kind, properties, memory, delay, meters));
        }
        Gauge.builder("requests.delay.seconds", delay, d -> d.nanos() / 1e9)
                .description("The shortest time that requests wait for a thread, in seconds")
                .register(meters);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getServletPath();
        var route = routes.find(path);
        var kind = route.kindWith(request.getQueryString());
        var limit = Objects.requireNonNull(limits.get(kind));
        if (!limit.enter()) {
            limit.refusal().writeTo(response);
            return;
        }
        try {
            var refused = checkSource(kind, route, request);
            if (refused == null) {
                chain.doFilter((ServletRequest) request, (ServletResponse) response);
            } else {
                refused.writeTo(response);
            }
        } finally {
            limit.leave();
        }
    }

    /** Counts the request for its source, after it is certain that it may act for the user whom it names. */
    private @Nullable Problem checkSource(RequestKind kind, RouteMatcher route, HttpServletRequest request) {
        try {
            var user = switch (kind) {
                case JOIN -> Caller.inPath(request, route.variable(request.getRequestURI()));
                case CLAIM -> Caller.named(request);
                default -> null;
            };
            return sources.check(kind, user == null ? null : user.value(), request);
        } catch (InvalidInputException refused) {
            return refused.problem();
        }
    }
}
