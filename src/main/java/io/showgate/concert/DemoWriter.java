package io.showgate.concert;

import io.showgate.concert.DemoConcerts.DemoConcert;
import io.showgate.concert.DemoConcerts.DemoDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the demo data in one transaction: all of it or nothing, even if the instance is killed meanwhile. Thread-safe.
 */
@Component
class DemoWriter {

    /** A date with the id that it is stored under. */
    private record NumberedDate(long id, long concertId, DemoDate date) {}

    private final ListingRepository catalogue;
    private final JdbcClient jdbc;
    private final RowInserts rows;
    private final ApplicationEventPublisher events;

    DemoWriter(ListingRepository catalogue, JdbcClient jdbc, RowInserts rows, ApplicationEventPublisher events) {
        this.catalogue = catalogue;
        this.jdbc = jdbc;
        this.rows = rows;
        this.events = events;
    }

    /** Writes these concerts. Returns false, and writes nothing, if there are concerts or another change is running. */
    @Transactional
    boolean writeIfEmpty(Supplier<Stream<DemoConcert>> concerts) {
        if (!lock() || catalogue.highestId() > 0) {
            return false;
        }
        write(concerts.get().toList());
        events.publishEvent(new ConcertsChanged());
        return true;
    }

    /** Takes the lock on changes. Returns false at once if another transaction holds it. */
    private boolean lock() {
        return jdbc.sql("select id from catalogue_lock where id = 1 for update skip locked")
                .query((row, _) -> row.getInt(1))
                .optional()
                .isPresent();
    }

    private void write(List<DemoConcert> concerts) {
        rows.insert("concert (id, title, artist, venue)", concerts.stream().map(DemoWriter::concertRow));
        rows.insert(
                "concert_word (word, concert_id)",
                concerts.stream().flatMap(concert -> RowInserts.words(concert.id(), concert.description())));
        var dates = numbered(concerts);
        rows.insert(
                "schedule (id, concert_id, starts_at, sale_open)",
                dates.stream().map(DemoWriter::dateRow));
        rows.insert("seat (schedule_id, number, state)", dates.stream().flatMap(DemoWriter::seatRows));
    }

    private static List<NumberedDate> numbered(List<DemoConcert> concerts) {
        var numbered = new ArrayList<NumberedDate>();
        for (var concert : concerts) {
            for (var date : concert.dates()) {
                numbered.add(new NumberedDate(numbered.size() + 1L, concert.id(), date));
            }
        }
        return numbered;
    }

    private static Object[] concertRow(DemoConcert concert) {
        var description = concert.description();
        return new Object[] {concert.id(), description.title(), description.artist(), description.venue()};
    }

    private static Object[] dateRow(NumberedDate numbered) {
        var date = numbered.date();
        return new Object[] {
            numbered.id(), numbered.concertId(), LocalDateTime.ofInstant(date.startsAt(), ZoneOffset.UTC), date.open()
        };
    }

    private static Stream<Object[]> seatRows(NumberedDate numbered) {
        var date = numbered.date();
        return IntStream.range(0, date.seats()).mapToObj(seat -> new Object[] {
            numbered.id(), seat + 1, (date.taken().get(seat) ? SeatState.TAKEN : SeatState.FREE).name()
        });
    }
}
