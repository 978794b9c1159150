package io.showgate.concert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showgate.concert.CatalogueRepository.ConcertLine;
import io.showgate.concert.CatalogueRepository.DateLine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the catalogue's questions from the database, as the JSON text that buyers receive; so what the cache keeps is
 * that text, and nothing is parsed or written again on its way out.
 */
@Component
class CatalogueReader {

    /** A page of the list. Beyond the last page there are no concerts, which is no error. */
    record Page(List<ConcertLine> concerts, int page, int size, long total, long totalPages) {}

    /** A concert with its dates. */
    record Dates(long concertId, String concertTitle, String artist, String venue, List<DateLine> dates) {}

    private final CatalogueRepository concerts;
    private final ConcertSearch search;
    private final JsonMapper json;
    private final Counter lookups;
    private final Timer lists;
    private final Timer searches;
    private final Timer dates;

    CatalogueReader(CatalogueRepository concerts, ConcertSearch search, JsonMapper json, MeterRegistry meters) {
        this.concerts = concerts;
        this.search = search;
        this.json = json;
        this.lookups = CatalogueLayer.DATABASE.counter(meters);
        this.lists = timer("list", meters);
        this.searches = timer("search", meters);
        this.dates = timer("dates", meters);
    }

    private static Timer timer(String question, MeterRegistry meters) {
        return Timer.builder("catalogue.read")
                .description("Time to answer a question about the catalogue from the database")
                .tag("question", question)
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
        return switch (query) {
            case CatalogueQuery.Page page
            when page.words().isEmpty() -> lists.record(() -> json.writeValueAsString(list(page)));
            case CatalogueQuery.Page page -> searches.record(() -> json.writeValueAsString(found(page)));
            case CatalogueQuery.Dates(long id) -> dates.record(() -> dates(id));
        };
    }

    private Page list(CatalogueQuery.Page asked) {
        long total = concerts.last();
        long first = offset(asked) + 1;
        var lines = first > total ? List.<ConcertLine>of() : concerts.between(first, first + asked.size() - 1);
        return page(asked, lines, total);
    }

    private Page found(CatalogueQuery.Page asked) {
        var ids = search.find(asked.words());
        int from = (int) Math.min(offset(asked), ids.size());
        var onPage = ids.subList(from, Math.min(from + asked.size(), ids.size()));
        return page(asked, onPage.isEmpty() ? List.of() : concerts.withIds(onPage), ids.size());
    }

    private static long offset(CatalogueQuery.Page asked) {
        return (asked.page() - 1L) * asked.size();
    }

    private static Page page(CatalogueQuery.Page asked, List<ConcertLine> lines, long total) {
        return new Page(lines, asked.page(), asked.size(), total, Math.ceilDiv(total, asked.size()));
    }

    private @Nullable String dates(long concertId) {
        return concerts.line(concertId)
                .map(this::dates)
                .map(json::writeValueAsString)
                .orElse(null);
    }

    private Dates dates(ConcertLine concert) {
        return new Dates(
                concert.concertId(),
                concert.concertTitle(),
                concert.artist(),
                concert.venue(),
                concerts.dates(concert.concertId()));
    }
}
