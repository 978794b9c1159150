package io.showgate.concert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes rows of one table by the hundred in each statement, which is what makes half a million seats a matter of
 * seconds whatever the driver's settings. Belongs to the transaction it is used in. Not thread-safe.
 */
final class BulkInserts {

    private static final int ROWS_A_STATEMENT = 1_000;

    private final JdbcTemplate jdbc;
    private final String insert;
    private final String row;
    private final String fullStatement;
    private final List<Object> pending = new ArrayList<>();
    private int rows;

    /**
     * Nothing is written yet.
     *
     * @param table where to, with the names of its columns: {@code "seat (schedule_id, number, state)"}
     * @param columns how many columns these are
     */
    BulkInserts(JdbcTemplate jdbc, String table, int columns) {
        this.jdbc = jdbc;
        insert = "insert into " + table + " values ";
        row = '(' + String.join(",", Collections.nCopies(columns, "?")) + ')';
        fullStatement = statement(ROWS_A_STATEMENT);
    }

    /** Adds a row; it is written when enough have come together. */
    void add(Object... values) {
        Collections.addAll(pending, values);
        if (++rows == ROWS_A_STATEMENT) {
            write(fullStatement);
        }
    }

    /** Writes what is left. */
    void finish() {
        if (rows > 0) {
            write(statement(rows));
        }
    }

    private void write(String statement) {
        jdbc.update(statement, parameters -> {
            for (int i = 0; i < pending.size(); i++) {
                parameters.setObject(i + 1, pending.get(i));
            }
        });
        pending.clear();
        rows = 0;
    }

    private String statement(int size) {
        return insert + String.join(",", Collections.nCopies(size, row));
    }
}
