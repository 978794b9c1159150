package io.showgate.catalogue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showgate.concert.ConcertListing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the catalogue's queries from the database, as the JSON text that buyers receive. The cache keeps that text,
 * so nothing is parsed or written again on its way out.
 */
@Component
class CatalogueReader {

    private final ConcertListing concerts;
    private final JsonMapper json;
    private final Counter lookups;
    private final Map<CatalogueWork, Timer> times = new EnumMap<>(CatalogueWork.class);

    CatalogueReader(ConcertListing concerts, JsonMapper json, MeterRegistry meters) {
        this.concerts = concerts;
        this.json = json;
        this.lookups = CatalogueLayer.DATABASE.counter(meters);
        for (var work : CatalogueWork.values()) {
            times.put(work, timer(work, meters));
        }
    }

    private static Timer timer(CatalogueWork work, MeterRegistry meters) {
        return Timer.builder("catalogue.read")
                .description("Time to answer a query of the catalogue from the database")
                .tag("question", work.tag())
                .register(meters);
    }

    /**
     * The answer's body, or null if there is no such concert.
     *
     * @throws org.springframework.dao.DataAccessException if the database does not answer within two seconds
     */
    @Cacheable(cacheNames = CatalogueConfiguration.CACHE, sync = true)
    @Transactional(readOnly = true, timeout = 2)
    @Nullable
    String read(CatalogueQuery query) {
        lookups.increment();
        return Objects.requireNonNull(times.get(query.work())).record(() -> answer(query));
    }

    private @Nullable String answer(CatalogueQuery query) {
        return switch (query) {
            case CatalogueQuery.Page(int page, int size, var words)
            when words.isEmpty() -> json.writeValueAsString(concerts.page(page, size));
            case CatalogueQuery.Page(int page, int size, var words) ->
                json.writeValueAsString(concerts.search(words, page, size));
            case CatalogueQuery.Dates(long id) -> dates(id);
        };
    }

    private @Nullable String dates(long concertId) {
        return concerts.dates(concertId).map(json::writeValueAsString).orElse(null);
    }
}
