package io.showgate.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.traffic.SourceProperties.Rates;
import io.showgate.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The limits per source, for each kind that has one. The address is that of the connection. By default a proxy in front
 * cannot name another one; the servlet container decides ({@code server.forward-headers-strategy}). Thread-safe.
 */
final class SourceLimits {

    private final Map<RequestKind, SourceLimit> limits = new EnumMap<>(RequestKind.class);
    private final TrustedCallers trusted;
    private final ForwardedHeaders forwarded;
    private final Counter repeated;

    SourceLimits(
            SourceProperties properties, ForwardedHeaders forwarded, RandomGenerator random, MeterRegistry meters) {
        trusted = new TrustedCallers(properties.trustedCallers());
        this.forwarded = forwarded;
        Map.<RequestKind, Rates>of(
                        RequestKind.JOIN, properties.joins(),
                        RequestKind.CLAIM, properties.claims(),
                        RequestKind.GATED, properties.gated(),
                        RequestKind.SEARCH, properties.searches())
                .forEach((kind, rates) -> limits.put(kind, new SourceLimit(kind, rates, random, meters)));
        repeated = Counter.builder("requests.repeated")
                .description("Joins beyond the limit of their user, who may only get the place that they have")
                .register(meters);
    }

    /**
     * Null if the request may go on.
     *
     * @param user the user who joins or claims; null for all other kinds, and if the request names none
     */
    @Nullable
    Problem check(RequestKind kind, @Nullable String user, HttpServletRequest request) {
        var limit = limits.get(kind);
        if (limit != null || kind == RequestKind.OPERATOR) { // the limit of wrong passwords counts by address too
            forwarded.note(request);
        }
        if (limit == null) {
            return null;
        }
        long wait = user == null ? 0 : limit.overUser(user);
        if (wait == 0) {
            var address = SourceAddress.of(request.getRemoteAddr());
            return trusted.contain(address) ? null : limit.check(address);
        }
        if (kind != RequestKind.JOIN) {
            return limit.refuseUser(wait);
        }
        repeated.increment();
        PendingRefusal.note(request, () -> limit.refuseUser(wait));
        return null;
    }
}
