package io.showgate.concert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Where an answer of the catalogue came from. */
enum CatalogueLayer {
    /** Ready in the instance's memory. */
    INSTANCE,
    /** Stored in Redis by some instance. */
    REDIS,
    /** Read from the database. */
    DATABASE,
    /** The last one known, since no newer one could be had. */
    STALE;

    /** Its counter, to be resolved once and kept. */
    Counter counter(MeterRegistry meters) {
        return Counter.builder("catalogue.lookups")
                .description("Answers of the catalogue by the layer they came from")
                .tag("layer", name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
