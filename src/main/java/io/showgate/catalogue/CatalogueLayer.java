package io.showgate.catalogue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The place that an answer of the catalogue came from. */
enum CatalogueLayer {
    /** The instance's memory. */
    INSTANCE,
    /** Redis, where any instance may have stored it. */
    REDIS,
    /** The database. */
    DATABASE,
    /** The instance's memory, as the last known answer, because no newer one could be loaded. */
    STALE;

    /** The counter of this layer. Resolve it once and keep it. */
    Counter counter(MeterRegistry meters) {
        return Counter.builder("catalogue.lookups")
                .description("Answers of the catalogue by the layer they came from")
                .tag("layer", name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
