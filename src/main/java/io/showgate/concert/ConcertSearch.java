package io.showgate.concert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds concerts by words, in the table {@code concert_word}. The cost of a search is bounded at any size of the
 * catalogue: it looks at up to {@value #CANDIDATES} entries of its rarest word. So a search is complete unless each of
 * its words is the beginning of more entries than that (docs/adr/0008). Thread-safe.
 */
@Component
class ConcertSearch {

    private static final int CANDIDATES = 20_000;

    /** The entries of a word are counted up to this number, to find the rarest word. */
    private static final int COUNTED = 50_000;

    private static final String ENTRIES =
            "(select concert_id from concert_word where word like ? order by word, concert_id limit ?) entry";

    private static final String FREQUENCY = "select count(*) from " + ENTRIES;

    private static final String BY_ONE_WORD = "select distinct entry.concert_id from " + ENTRIES + " where true";

    private static final String AND_ANOTHER =
            " and exists (select 1 from concert_word w where w.concert_id = entry.concert_id and w.word like ?)";

    private final JdbcClient jdbc;

    ConcertSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Finds the concerts that have, for each of these words, a word that starts with it. Returns their ids, ascending.
     *
     * @param words at least one, from {@link SearchWords#toSearch}, so they contain no wildcards
     */
    List<Long> find(List<String> words) {
        var rarestFirst = words.size() == 1 ? words : rarestFirst(words);
        var parameters = new ArrayList<Object>();
        rarestFirst.forEach(word -> parameters.add(word + '%'));
        parameters.add(1, CANDIDATES);
        var query = BY_ONE_WORD + AND_ANOTHER.repeat(words.size() - 1);
        return jdbc.sql(query).params(parameters).query((row, _) -> row.getLong(1)).stream()
                .sorted()
                .toList();
    }

    private List<String> rarestFirst(List<String> words) {
        var frequencies = words.stream().collect(Collectors.toMap(Function.identity(), this::frequency));
        return words.stream().sorted(Comparator.comparingLong(frequencies::get)).toList();
    }

    /** The number of entries that start with this word, counted up to the limit. */
    private long frequency(String word) {
        return jdbc.sql(FREQUENCY)
                .params(word + '%', COUNTED)
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
