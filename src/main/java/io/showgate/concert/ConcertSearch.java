package io.showgate.concert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.showgate.web.BusyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds concerts by words, in the table {@code concert_word}. The cost of a search is bounded at any size of the
 * catalogue: it looks at up to {@value #CANDIDATES} entries of its rarest word, and the database ends it after
 * {@value #LONGEST_MILLIS} ms. So a search is complete unless each of its words is the beginning of more entries than
 * that, now or in the last {@value #REMEMBERED_MINUTES} minutes, and it says so (docs/adr/0008, docs/adr/0025).
 * Thread-safe.
 */
@Component
class ConcertSearch {

    /**
     * The concerts that were found.
     *
     * @param ids ascending
     * @param complete false if there were more candidates than the search looked at
     */
    record Found(List<Long> ids, boolean complete) {}

    private static final int CANDIDATES = 20_000;

    /** The entries of a word are counted up to this number, to find the rarest word. */
    private static final int COUNTED = 50_000;

    private static final int MOST_FREQUENCIES = 10_000;

    private static final int REMEMBERED_MINUTES = 10;

    private static final int LONGEST_MILLIS = 400;

    /** MariaDB executes the first comment, MySQL the second one. Both end a statement that takes longer. */
    private static final String LIMITED =
            "/*M! set statement max_statement_time = 0.4 for */ select /*+ max_execution_time(" + LONGEST_MILLIS
                    + ") */ ";

    /** The error codes of the databases for such an end. */
    private static final int MYSQL_ENDED = 3024;

    private static final int MARIADB_ENDED = 1969;

    private static final String ENTRIES =
            "select concert_id from concert_word where word like ? order by word, concert_id limit ";

    private static final String FREQUENCY = "(select count(*) from (" + ENTRIES + COUNTED + ") entry)";

    private static final String BY_ONE_WORD =
            LIMITED + "entry.concert_id from (" + ENTRIES + CANDIDATES + ") entry where true";

    private static final String AND_ANOTHER =
            " and exists (select 1 from concert_word w where w.concert_id = entry.concert_id and w.word like ?)";

    /** One more row, with an id that no concert has, if there are more candidates. */
    private static final String OR_MORE = " union all select 0 from (" + ENTRIES + "1 offset " + CANDIDATES + ") more";

    private final JdbcClient jdbc;

    /** How many entries start with a word, some minutes ago. They decide which word a search starts from. */
    private final Cache<String, Long> frequencies = Caffeine.newBuilder()
            .maximumSize(MOST_FREQUENCIES)
            .expireAfterWrite(Duration.ofMinutes(REMEMBERED_MINUTES))
            .build();

    ConcertSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Finds the concerts that have, for each of these words, a word that starts with it.
     *
     * @param words at least one, from {@link SearchWords#toSearch}, so they contain no wildcards
     * @throws BusyException if the database ends the search because it takes too long
     */
    Found find(List<String> words) {
        try {
            return words.size() == 1 ? findAll(words) : findByRarest(words);
        } catch (DataAccessException failed) {
            throw isEnded(failed) ? new BusyException("The database ended a search that took too long") : failed;
        }
    }

    private Found findAll(List<String> rarestFirst) {
        var query = BY_ONE_WORD + AND_ANOTHER.repeat(rarestFirst.size() - 1) + OR_MORE;
        var parameters = new ArrayList<Object>(starts(rarestFirst));
        parameters.add(parameters.getFirst());
        var rows = jdbc.sql(query)
                .params(parameters)
                .query((row, _) -> row.getLong(1))
                .list();
        var ids = rows.stream().filter(id -> id > 0).distinct().sorted().toList();
        return new Found(ids, !rows.contains(0L));
    }

    /** Counts again if a remembered frequency is wrong: more entries start with the word than it says. */
    private Found findByRarest(List<String> words) {
        var counts = new HashMap<>(frequencies.getAllPresent(words));
        counts.putAll(countAndRemember(
                words.stream().filter(word -> !counts.containsKey(word)).toList()));
        var sorted = rarestFirst(words, counts);
        var found = findAll(sorted);
        boolean isExpected = found.complete() || frequency(counts, sorted.getFirst()) > CANDIDATES;
        return isExpected ? found : findAll(rarestFirst(words, countAndRemember(words)));
    }

    private static List<String> rarestFirst(List<String> words, Map<String, Long> counts) {
        return words.stream()
                .sorted(Comparator.comparingLong(word -> frequency(counts, word)))
                .toList();
    }

    private static long frequency(Map<String, Long> counts, String word) {
        return Objects.requireNonNull(counts.get(word));
    }

    private Map<String, Long> countAndRemember(List<String> words) {
        if (words.isEmpty()) {
            return Map.of();
        }
        var counts = count(words);
        frequencies.putAll(counts);
        return counts;
    }

    /** The number of entries that start with each of these words, counted up to the limit. */
    private Map<String, Long> count(List<String> words) {
        var query = words.stream().map(_ -> FREQUENCY).collect(Collectors.joining(", ", LIMITED, ""));
        return jdbc.sql(query)
                .params(List.<Object>copyOf(starts(words)))
                .query((row, _) -> counts(words, row))
                .single();
    }

    private static Map<String, Long> counts(List<String> words, ResultSet row) throws SQLException {
        var counts = new HashMap<String, Long>();
        for (var word : words) {
            counts.put(word, row.getLong(counts.size() + 1));
        }
        return counts;
    }

    private static List<String> starts(List<String> words) {
        return words.stream().map(word -> word + '%').toList();
    }

    private static boolean isEnded(DataAccessException failed) {
        return failed.getMostSpecificCause() instanceof SQLException cause
                && (cause.getErrorCode() == MYSQL_ENDED || cause.getErrorCode() == MARIADB_ENDED);
    }
}
