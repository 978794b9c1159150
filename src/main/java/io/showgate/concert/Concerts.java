package io.showgate.concert;

import io.showgate.web.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The concerts on sale, for operators. Every change is one transaction that publishes {@link ConcertsChanged}; buyers
 * see it on all instances within a second after its commit. Changes run one at a time. A change fails if it waits for
 * another one longer than a second, or if it is not done within {@value #LONGEST_CHANGE_SECONDS} s. Thread-safe.
 */
@Service
public class Concerts {

    private static final int LONGEST_CHANGE_SECONDS = 15;

    /** The answer for an id that no concert has. */
    public static final ProblemType UNKNOWN_CONCERT =
            new ProblemType("unknown-concert", HttpStatus.NOT_FOUND, "There is no such concert");

    /**
     * The title, artist and venue of a concert.
     *
     * @param title at most 200 characters
     * @param artist at most 100 characters
     * @param venue at most 100 characters
     */
    public record Description(String title, String artist, String venue) {}

    /**
     * A new date of a concert.
     *
     * @param startsAt when the concert starts; whole seconds are kept
     * @param open true if the sale of its seats is open
     * @param seats the number of seats. They are numbered from 1, and all are free
     */
    public record NewDate(Instant startsAt, boolean open, int seats) {}

    /**
     * A date as it is stored.
     *
     * @param seatsLeft seats that are free
     * @param seats all seats
     */
    public record StoredDate(long scheduleId, Instant startsAt, boolean open, long seatsLeft, long seats) {}

    /** A new concert. */
    public record NewConcert(Description description, List<NewDate> dates) {}

    /** A concert as it is stored, with its dates, the earliest first. */
    public record StoredConcert(long concertId, Description description, List<StoredDate> dates) {}

    /** The outcome of a change. */
    public sealed interface ChangeOutcome {

        /** The change is stored. This is the new state of the concert. */
        record Changed(StoredConcert concert) implements ChangeOutcome {}

        /** No concert has the id. */
        record UnknownConcert() implements ChangeOutcome {}

        /** The concert has no date with this id. Nothing was changed. */
        record UnknownDate(long scheduleId) implements ChangeOutcome {}
    }

    private final ConcertRepository concerts;
    private final ScheduleRepository schedules;
    private final ListingRepository listing;
    private final JdbcClient jdbc;
    private final RowInserts rows;
    private final ApplicationEventPublisher events;

    Concerts(
            ConcertRepository concerts,
            ScheduleRepository schedules,
            ListingRepository listing,
            JdbcClient jdbc,
            RowInserts rows,
            ApplicationEventPublisher events) {
        this.concerts = concerts;
        this.schedules = schedules;
        this.listing = listing;
        this.jdbc = jdbc;
        this.rows = rows;
        this.events = events;
    }

    /** The concert with this id, as it is in the database now. */
    @Transactional(readOnly = true)
    public Optional<StoredConcert> find(long concertId) {
        return concerts.findById(concertId).map(this::stored);
    }

    /** Adds a concert; it becomes the last one of the list. */
    @Transactional(timeout = LONGEST_CHANGE_SECONDS)
    public StoredConcert add(NewConcert wanted) {
        concerts.lock();
        long id = listing.highestId() + 1;
        var concert = concerts.saveAndFlush(new Concert(id, wanted.description()));
        rows.insertWords(id, wanted.description());
        addDates(id, wanted.dates());
        events.publishEvent(new ConcertsChanged());
        return stored(concert);
    }

    /**
     * Changes the description of a concert, and opens or closes the sales of its dates.
     *
     * @param open by the id of a date: true opens its sale, false closes it. Dates that are not listed keep their state
     */
    @Transactional(timeout = LONGEST_CHANGE_SECONDS)
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
        events.publishEvent(new ConcertsChanged());
        return new ChangeOutcome.Changed(stored(found.get()));
    }

    private void addDates(long concertId, List<NewDate> dates) {
        rows.insert("seat (schedule_id, number, state)", dates.stream().flatMap(date -> freeSeats(concertId, date)));
    }

    /** Stores the date, and returns the rows of its seats. */
    private Stream<Object[]> freeSeats(long concertId, NewDate date) {
        long scheduleId = schedules
                .saveAndFlush(new Schedule(concertId, date.startsAt(), date.open()))
                .id();
        return IntStream.rangeClosed(1, date.seats())
                .mapToObj(number -> new Object[] {scheduleId, number, SeatState.FREE.name()});
    }

    private void describe(Concert concert, Description description) {
        concert.describe(description);
        concerts.saveAndFlush(concert);
        jdbc.sql("delete from concert_word where concert_id = :concertId")
                .param("concertId", concert.id())
                .update();
        rows.insertWords(concert.id(), description);
    }

    private StoredConcert stored(Concert concert) {
        return new StoredConcert(concert.id(), concert.description(), listing.dates(concert.id()));
    }
}
