package io.showgate.concert;

import io.showgate.concert.Concerts.StoredDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Reads concerts for buyers, from the database. Its records have the names of the JSON members that buyers receive.
 * Each call belongs to the caller's transaction. Thread-safe.
 */
@Service
public class ConcertListing {

    /**
     * A page of concerts. Beyond the last page there are no concerts, which is not an error.
     *
     * @param total how many concerts there are on all pages
     * @param totalIsLowerBound true for a search that does not know all concerts with these words. Then there may be
     *     more than {@code total} of them, but no page shows these
     */
    public record Page(
            List<Line> concerts, int page, int size, long total, long totalPages, boolean totalIsLowerBound) {}

    /** A concert on a page. */
    public record Line(long concertId, String concertTitle, String artist, String venue) {}

    /** A concert with its dates, the earliest first. */
    public record Dates(long concertId, String concertTitle, String artist, String venue, List<StoredDate> dates) {}

    private final ListingRepository concerts;
    private final ConcertSearch search;

    ConcertListing(ListingRepository concerts, ConcertSearch search) {
        this.concerts = concerts;
        this.search = search;
    }

    /**
     * The words of a keyword in canonical form, for {@link #search}. Keywords with the same words find the same
     * concerts. Empty if the keyword has no letter and no digit.
     */
    public static List<String> searchWords(String keyword) {
        return SearchWords.toSearch(keyword);
    }

    /**
     * A page of all concerts, in the order in which they were added.
     *
     * @param page its number, from 1
     * @param size concerts on a page
     */
    public Page page(int page, int size) {
        long total = concerts.highestId();
        long first = offset(page, size) + 1;
        var lines = first > total ? List.<Line>of() : concerts.between(first, first + size - 1);
        return new Page(lines, page, size, total, Math.ceilDiv(total, size), false);
    }

    /**
     * A page of the concerts that match all of these words.
     *
     * @param words at least one, from {@link #searchWords}
     */
    public Page search(List<String> words, int page, int size) {
        var found = search.find(words);
        var ids = found.ids();
        int from = (int) Math.min(offset(page, size), ids.size());
        var onPage = ids.subList(from, Math.min(from + size, ids.size()));
        var lines = onPage.isEmpty() ? List.<Line>of() : concerts.withIds(onPage);
        return new Page(lines, page, size, ids.size(), Math.ceilDiv(ids.size(), size), !found.complete());
    }

    /** A concert with its dates, or empty if no concert has this id. */
    public Optional<Dates> dates(long concertId) {
        return concerts.withId(concertId)
                .map(line -> new Dates(
                        concertId, line.concertTitle(), line.artist(), line.venue(), concerts.dates(concertId)));
    }

    private static long offset(int page, int size) {
        return (page - 1L) * size;
    }
}
