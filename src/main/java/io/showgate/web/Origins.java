package io.showgate.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Refuses a change of state that a page of another origin sends through a person's browser. It is for credentials that
 * a browser adds by itself: HTTP Basic and cookies. The browser says where a request comes from in
 * {@code Sec-Fetch-Site}. Old browsers, and all browsers on plain HTTP, send only {@code Origin}, which must then name
 * the host of the request. A client that sends neither is no browser, and no foreign page can use it. A page of a
 * sibling domain ({@code same-site}) is foreign too. Thread-safe.
 */
@Component
public class Origins {

    static final ProblemType CROSS_ORIGIN =
            new ProblemType("cross-origin", HttpStatus.FORBIDDEN, "A page of another origin may not do this");

    private static final Problem REFUSAL =
            Problem.of(CROSS_ORIGIN, "Send this from a page of this address, or from a client that is no browser.");
    private static final String SITE = "Sec-Fetch-Site";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> trusted;
    private final Counter refused;

    Origins(OriginProperties properties, MeterRegistry meters) {
        trusted = Set.copyOf(properties.trustedOrigins());
        refused = Counter.builder("requests.cross.origin")
                .description("Changes of state refused because a page of another origin sent them")
                .register(meters);
    }

    /** True if a foreign page sent this request, and its method changes state. */
    public boolean isForeignChange(HttpServletRequest request) {
        return !changesNothing(request.getMethod()) && !isOwn(request);
    }

    /** The answer to a {@linkplain #isForeignChange foreign change}; each call counts as a refused request. */
    public Problem refuse() {
        refused.increment();
        return REFUSAL;
    }

    private static boolean changesNothing(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    private boolean isOwn(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && trusted.contains(origin)) {
            return true;
        }
        var site = request.getHeader(SITE);
        if (site != null && !site.isEmpty()) {
            return site.equals("same-origin") || site.equals("none");
        }
        return origin == null || origin.isEmpty() || isHostOf(request, origin);
    }

    /** Compares host and port, and not the scheme, because a proxy in front may end TLS. */
    private static boolean isHostOf(HttpServletRequest request, String origin) {
        try {
            var page = new URI(origin);
            return request.getServerName().equalsIgnoreCase(page.getHost())
                    && withoutDefault(request.getServerPort()) == withoutDefault(page.getPort());
        } catch (URISyntaxException noOrigin) {
            return false;
        }
    }

    private static int withoutDefault(int port) {
        return port == HTTP || port == HTTPS ? -1 : port;
    }
}
