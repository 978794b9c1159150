package io.showgate.concert;

import io.showgate.web.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The concerts on sale, for those who manage them. Every change is one transaction, and is seen by buyers on all
 * instances within a second after it has committed. Changes take turns: one whose turn does not come within a second,
 * or that is not done within {@value #LONGEST_CHANGE_SECONDS} s, fails. Thread-safe.
 */
@Service
public class Concerts {

    private static final int LONGEST_CHANGE_SECONDS = 15;

    /** The answer for an id that no concert has. */
    public static final ProblemType UNKNOWN_CONCERT =
            new ProblemType("unknown-concert", HttpStatus.NOT_FOUND, "There is no such concert");

    /**
     * What names a concert.
     *
     * @param title at most 200 characters
     * @param artist at most 100 characters
     * @param venue at most 100 characters
     */
    public record Description(String title, String artist, String venue) {}

    /**
     * A date to be put on sale.
     *
     * @param startsAt when the concert starts; whole seconds are kept
     * @param open whether its sale is open
     * @param seats how many there are, numbered from 1, all free
     */
    public record NewDate(Instant startsAt, boolean open, int seats) {}

    /**
     * A date as it is stored.
     *
     * @param seatsLeft seats that are free
     * @param seats all seats
     */
    public record StoredDate(long scheduleId, Instant startsAt, boolean open, long seatsLeft, long seats) {}

    /** A concert to be put on sale. */
    public record NewConcert(Description description, List<NewDate> dates) {}

    /** A concert as it is stored, with its dates, the earliest first. */
    public record StoredConcert(long concertId, Description description, List<StoredDate> dates) {}

    /** What became of a change. */
    public sealed interface ChangeOutcome {

        /** It is stored; this is how the concert is now. */
        record Changed(StoredConcert concert) implements ChangeOutcome {}

        /** No concert has the id. */
        record UnknownConcert() implements ChangeOutcome {}

        /** The concert has no date with this id; nothing was changed. */
        record UnknownDate(long scheduleId) implements ChangeOutcome {}
    }

    private final ConcertRepository concerts;
    private final ScheduleRepository schedules;
    private final CatalogueRepository catalogue;
    private final JdbcTemplate jdbc;

    Concerts(
            ConcertRepository concerts,
            ScheduleRepository schedules,
            CatalogueRepository catalogue,
            JdbcTemplate jdbc) {
        this.concerts = concerts;
        this.schedules = schedules;
        this.catalogue = catalogue;
        this.jdbc = jdbc;
    }

    /** The concert with this id, as the database has it now. */
    @Transactional(readOnly = true)
    public Optional<StoredConcert> find(long concertId) {
        return concerts.findById(concertId).map(this::stored);
    }

    /** Adds a concert; it becomes the last one of the list. */
    @Transactional(timeout = LONGEST_CHANGE_SECONDS)
    @CacheEvict(cacheNames = CatalogueConfiguration.CACHE, allEntries = true)
    public StoredConcert add(NewConcert wanted) {
        concerts.lock();
        long id = catalogue.last() + 1;
        var concert = concerts.saveAndFlush(new Concert(id, wanted.description()));
        index(id, wanted.description());
        addDates(id, wanted.dates());
        return stored(concert);
    }

    /**
     * Changes what names a concert and which of its sales are open.
     *
     * @param open by date, whether its sale is to be open; dates that are not named stay as they are
     */
    @Transactional(timeout = LONGEST_CHANGE_SECONDS)
    @CacheEvict(cacheNames = CatalogueConfiguration.CACHE, allEntries = true)
    public ChangeOutcome change(long concertId, Description description, Map<Long, Boolean> open) {
        concerts.lock();
        var found = concerts.findById(concertId);
        if (found.isEmpty()) {
            return new ChangeOutcome.UnknownConcert();
        }
        var dates = schedules.findByConcertId(concertId).stream()
                .collect(Collectors.toMap(Schedule::id, Function.identity()));
        var unknown = open.keySet().stream()
                .filter(id -> !dates.containsKey(id))
                .sorted()
                .findFirst();
        if (unknown.isPresent()) {
            return new ChangeOutcome.UnknownDate(unknown.get());
        }
        dates.forEach((id, date) -> Optional.ofNullable(open.get(id)).ifPresent(date::open));
        describe(found.get(), description);
        return new ChangeOutcome.Changed(stored(found.get()));
    }

    private void addDates(long concertId, List<NewDate> dates) {
        var seats = new BulkInserts(jdbc, "seat (schedule_id, number, state)", 3);
        for (var date : dates) {
            long scheduleId = schedules
                    .saveAndFlush(new Schedule(concertId, date.startsAt(), date.open()))
                    .id();
            for (int number = 1; number <= date.seats(); number++) {
                seats.add(scheduleId, number, SeatState.FREE.name());
            }
        }
        seats.finish();
    }

    private void describe(Concert concert, Description description) {
        concert.describe(description);
        concerts.saveAndFlush(concert);
        jdbc.update("delete from concert_word where concert_id = ?", concert.id());
        index(concert.id(), description);
    }

    private void index(long concertId, Description description) {
        var rows = new BulkInserts(jdbc, "concert_word (word, concert_id)", 2);
        SearchWords.stored(description.title(), description.artist()).forEach(word -> rows.add(word, concertId));
        rows.finish();
    }

    private StoredConcert stored(Concert concert) {
        var dates = new ArrayList<StoredDate>();
        for (var date : catalogue.dates(concert.id())) {
            dates.add(new StoredDate(date.scheduleId(), date.startsAt(), date.open(), date.seatsLeft(), date.seats()));
        }
        return new StoredConcert(concert.id(), concert.description(), dates);
    }
}
