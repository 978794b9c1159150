package io.showgate.concert;

import io.showgate.concert.DemoConcerts.DemoConcert;
import io.showgate.database.DatabaseGuard;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty catalogue with demo data before the instance reports ready, if {@code showgate.demo} is set. It is one
 * transaction: either all of it is there or nothing, whenever the instance is killed. The lock on changes decides who
 * loads when several instances start at once; the others see that it is taken and go on without waiting.
 */
@Component
@ConditionalOnProperty("showgate.demo")
class DemoLoader implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);
    private static final int CONCERTS = 10_000;

    private final CatalogueRepository concerts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final CatalogueVersion version;
    private final Clock clock;

    DemoLoader(
            CatalogueRepository concerts,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            CatalogueVersion version,
            Clock clock) {
        this.concerts = concerts;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.version = version;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments ignored) {
        long start = clock.millis();
        if (DatabaseGuard.inBackground(() -> Boolean.TRUE.equals(transaction.execute(_ -> isMine() && load())))) {
            version.advance();
            LOG.info("Loaded {} demo concerts in {} ms", CONCERTS, clock.millis() - start);
        }
    }

    private boolean isMine() {
        var lock = jdbc.queryForList("select id from catalogue_lock where id = 1 for update skip locked");
        return !lock.isEmpty() && concerts.last() == 0;
    }

    private boolean load() {
        var demo = DemoConcerts.generate(CONCERTS, LocalDate.now(clock)).toList();
        loadConcerts(demo);
        loadWords(demo);
        loadDates(demo);
        loadSeats(demo);
        return true;
    }

    private void loadConcerts(List<DemoConcert> demo) {
        var rows = new BulkInserts(jdbc, "concert (id, title, artist, venue)", 4);
        for (var concert : demo) {
            var description = concert.description();
            rows.add(concert.id(), description.title(), description.artist(), description.venue());
        }
        rows.finish();
    }

    private void loadWords(List<DemoConcert> demo) {
        var rows = new BulkInserts(jdbc, "concert_word (word, concert_id)", 2);
        for (var concert : demo) {
            var description = concert.description();
            SearchWords.stored(description.title(), description.artist()).forEach(word -> rows.add(word, concert.id()));
        }
        rows.finish();
    }

    private void loadDates(List<DemoConcert> demo) {
        var rows = new BulkInserts(jdbc, "schedule (id, concert_id, starts_at, sale_open)", 4);
        long id = 0;
        for (var concert : demo) {
            for (var date : concert.dates()) {
                rows.add(++id, concert.id(), LocalDateTime.ofInstant(date.startsAt(), ZoneOffset.UTC), date.open());
            }
        }
        rows.finish();
    }

    private void loadSeats(List<DemoConcert> demo) {
        var rows = new BulkInserts(jdbc, "seat (schedule_id, number, state)", 3);
        long id = 0;
        for (var concert : demo) {
            for (var date : concert.dates()) {
                id++;
                for (int seat = 0; seat < date.seats(); seat++) {
                    rows.add(id, seat + 1, (date.taken().get(seat) ? SeatState.TAKEN : SeatState.FREE).name());
                }
            }
        }
        rows.finish();
    }
}
