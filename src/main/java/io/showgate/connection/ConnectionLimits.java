package io.showgate.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/** The limits on all connections of an instance, in the units of the code that applies them. Thread-safe. */
final class ConnectionLimits {

    private final ConnectionProperties properties;
    private final LimitedSet<SlowAnswer> slowAnswers;
    private final UnfinishedHeads<NioSocketWrapper> heads;
    private final Map<Cutoff, Counter> cutoffs = new EnumMap<>(Cutoff.class);

    ConnectionLimits(ConnectionProperties properties, MeterRegistry meters) {
        this.properties = properties;
        slowAnswers = new LimitedSet<>(properties.slowAnswers());
        heads = UnfinishedHeads.of(properties);
        for (var cutoff : Cutoff.values()) {
            cutoffs.put(cutoff, counter(cutoff, meters));
        }
    }

    private static Counter counter(Cutoff cutoff, MeterRegistry meters) {
        return Counter.builder("connections.cut")
                .description("Connections that were closed because the client was too slow")
                .tag("reason", cutoff.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters);
    }

    void count(Cutoff cutoff) {
        Objects.requireNonNull(cutoffs.get(cutoff)).increment();
    }

    long headNanos() {
        return properties.head().toNanos();
    }

    long bodyNanos() {
        return properties.body().toNanos();
    }

    long answerNanos() {
        return properties.answer().toNanos();
    }

    long lingerNanos() {
        return properties.linger().toNanos();
    }

    LimitedSet<SlowAnswer> slowAnswers() {
        return slowAnswers;
    }

    UnfinishedHeads<NioSocketWrapper> heads() {
        return heads;
    }

    /** A time in ns as Tomcat takes it: in ms, rounded up, and never 0, which Tomcat takes for no limit. */
    static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
}
