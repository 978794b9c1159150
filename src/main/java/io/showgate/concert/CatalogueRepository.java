package io.showgate.concert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is read of concerts and their dates, in SQL (docs/adr/0016). Each statement is served by an index at any size of
 * the catalogue; a test reads the plan of every one. Belongs to the transaction it is used in. Thread-safe.
 */
@Component
class CatalogueRepository {

    /** A concert as the list shows it; the names are those of the route. */
    record ConcertLine(long concertId, String concertTitle, String artist, String venue) {}

    /**
     * A date as buyers see it.
     *
     * @param open whether its sale is open
     */
    record DateLine(long scheduleId, Instant startsAt, boolean open, long seatsLeft, long seats) {}

    private static final String LINES = "select id, title, artist, venue from concert ";

    private static final String DATES = """
            select s.id, s.starts_at, s.sale_open, count(case when t.state = 'FREE' then 1 end), count(t.number)
            from schedule s left join seat t on t.schedule_id = s.id
            where s.concert_id = ?
            group by s.id, s.starts_at, s.sale_open
            order by s.starts_at, s.id""";

    private final JdbcTemplate jdbc;

    CatalogueRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The highest id, which is how many concerts there are. */
    long last() {
        return Objects.requireNonNull(jdbc.queryForObject("select coalesce(max(id), 0) from concert", Long.class));
    }

    /** The concerts with these ids and those between, in their order. */
    List<ConcertLine> between(long first, long last) {
        return jdbc.query(LINES + "where id between ? and ? order by id", CatalogueRepository::line, first, last);
    }

    /** The concerts with these ids, ascending; at least one. */
    List<ConcertLine> withIds(List<Long> ids) {
        var marks = String.join(",", Collections.nCopies(ids.size(), "?"));
        return jdbc.query(LINES + "where id in (" + marks + ") order by id", CatalogueRepository::line, ids.toArray());
    }

    /** The concert with this id. */
    Optional<ConcertLine> line(long id) {
        return jdbc.query(LINES + "where id = ?", CatalogueRepository::line, id).stream()
                .findFirst();
    }

    /** The dates of a concert, the earliest first. */
    List<DateLine> dates(long concertId) {
        return jdbc.query(DATES, CatalogueRepository::date, concertId);
    }

    private static ConcertLine line(ResultSet row, int ignored) throws SQLException {
        return new ConcertLine(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static DateLine date(ResultSet row, int ignored) throws SQLException {
        return new DateLine(
                row.getLong(1),
                row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getBoolean(3),
                row.getLong(4),
                row.getLong(5));
    }
}
