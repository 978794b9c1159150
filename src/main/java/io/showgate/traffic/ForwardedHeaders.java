package io.showgate.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notices when a proxy names the address of a user and no one reads it. Then all users behind that proxy are one
 * source. That is seldom what the operator wants, and without a warning it shows only at an opening. Thread-safe.
 */
@Component
class ForwardedHeaders {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardedHeaders.class);
    private static final String HEADER = "X-Forwarded-For";

    /** Tomcat sets this attribute when it has read the header of a proxy that it trusts. */
    private static final String READ = "org.apache.tomcat.request.forwarded";

    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Clock clock;
    private final Counter ignored;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable Ignored last;

    private record Ignored(String from, long millis) {}

    ForwardedHeaders(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        ignored = Counter.builder("requests.forwarded.ignored")
                .description("Operator requests and requests with a limit per source whose X-Forwarded-For was ignored")
                .register(meters);
    }

    /** Notes a request. If it has no such header, this costs one look at its headers. */
    void note(HttpServletRequest request) {
        if (request.getHeader(HEADER) == null || request.getAttribute(READ) != null) {
            return;
        }
        ignored.increment();
        var from = request.getRemoteAddr();
        last = new Ignored(from, clock.millis());
        if (warned.compareAndSet(false, true)) {
            LOG.warn("{}", advice(from));
        }
    }

    /** Says what to set. Null if no such request arrived within the last ten minutes. */
    @Nullable
    String advice() {
        var latest = last;
        return latest == null || clock.millis() - latest.millis() > RECENT.toMillis() ? null : advice(latest.from());
    }

    private static String advice(String from) {
        return HEADER + " arrives from " + from
                + " and is ignored, so all users behind it are one source for the limits."
                + " If it is your proxy, set SERVER_FORWARDHEADERSSTRATEGY=native and name its address in"
                + " SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES (docs/protection.md, \"Behind a proxy\")";
    }
}
