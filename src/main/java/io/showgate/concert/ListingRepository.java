package io.showgate.concert;

import io.showgate.concert.Concerts.StoredDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads concerts and their dates in SQL (docs/adr/0016). An index serves each statement at any size of the catalogue; a
 * test checks the plan of each one. Each call belongs to the caller's transaction. Thread-safe.
 */
@Component
class ListingRepository {

    private static final String HIGHEST_ID = "select coalesce(max(id), 0) from concert";
    private static final String LINES = "select id, title, artist, venue from concert ";
    private static final String LINES_BETWEEN = LINES + "where id between :first and :last order by id";
    private static final String LINES_WITH_IDS = LINES + "where id in (:ids) order by id";
    private static final String LINE_WITH_ID = LINES + "where id = :id";

    private static final String DATES = """
            select s.id, s.starts_at, s.sale_open, count(case when t.state = 'FREE' then 1 end), count(t.number)
            from schedule s left join seat t on t.schedule_id = s.id
            where s.concert_id = :concertId
            group by s.id, s.starts_at, s.sale_open
            order by s.starts_at, s.id""";

    private final JdbcClient jdbc;

    ListingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The highest id, or 0. Ids have no gaps, so this is also the number of concerts. */
    long highestId() {
        return jdbc.sql(HIGHEST_ID).query((row, _) -> row.getLong(1)).single();
    }

    /** The concerts with ids from first to last, in this order. */
    List<ConcertListing.Line> between(long first, long last) {
        return jdbc.sql(LINES_BETWEEN)
                .param("first", first)
                .param("last", last)
                .query(ListingRepository::line)
                .list();
    }

    /**
     * The concerts with these ids, ascending.
     *
     * @param ids at least one
     */
    List<ConcertListing.Line> withIds(List<Long> ids) {
        return jdbc.sql(LINES_WITH_IDS)
                .param("ids", ids)
                .query(ListingRepository::line)
                .list();
    }

    /** The concert with this id. */
    Optional<ConcertListing.Line> withId(long id) {
        return jdbc.sql(LINE_WITH_ID)
                .param("id", id)
                .query(ListingRepository::line)
                .optional();
    }

    /** The dates of a concert, the earliest first. */
    List<StoredDate> dates(long concertId) {
        return jdbc.sql(DATES)
                .param("concertId", concertId)
                .query(ListingRepository::date)
                .list();
    }

    private static ConcertListing.Line line(ResultSet row, int ignored) throws SQLException {
        return new ConcertListing.Line(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static StoredDate date(ResultSet row, int ignored) throws SQLException {
        return new StoredDate(
                row.getLong(1),
                row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getBoolean(3),
                row.getLong(4),
                row.getLong(5));
    }
}
