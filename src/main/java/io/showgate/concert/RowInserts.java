package io.showgate.concert;

import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Inserts rows in bulk. One statement writes up to {@value #ROWS_PER_STATEMENT} rows, so half a million seats take
 * seconds with any driver and any of its settings. Each call belongs to the caller's transaction. Thread-safe.
 */
@Component
class RowInserts {

    private static final int ROWS_PER_STATEMENT = 1_000;

    private final JdbcClient jdbc;

    RowInserts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Inserts these rows.
     *
     * @param table the table with its columns, such as {@code seat (schedule_id, number, state)}
     * @param rows the values of the columns
     */
    void insert(String table, Stream<Object[]> rows) {
        var insert = "insert into " + table + " values :rows";
        rows.gather(Gatherers.windowFixed(ROWS_PER_STATEMENT))
                .forEach(window -> jdbc.sql(insert).param("rows", window).update());
    }

    /** Inserts the words that a concert is found by. */
    void insertWords(long concertId, Concerts.Description description) {
        insert("concert_word (word, concert_id)", words(concertId, description));
    }

    /** The rows of the words that a concert is found by. */
    static Stream<Object[]> words(long concertId, Concerts.Description description) {
        return SearchWords.toStore(description.title(), description.artist()).stream()
                .map(word -> new Object[] {word, concertId});
    }
}
