package io.showgate.concert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds concerts by words, in the table {@code concert_word}. What a search may cost is bounded, in a catalogue of any
 * size: it looks at {@value #CANDIDATES} concerts at most, those with the rarest of its words. So it is complete unless
 * every one of its words starts a word of more concerts than that (docs/adr/0008).
 */
@Component
class ConcertSearch {

    private static final int CANDIDATES = 20_000;

    /** How far the entries of a word are counted to find the rarest one. */
    private static final int COUNTED = 50_000;

    private static final String ENTRIES =
            "(select concert_id from concert_word where word like ? order by word, concert_id limit ?) entry";

    private static final String FREQUENCY = "select count(*) from " + ENTRIES;

    private static final String BY_ONE_WORD = "select distinct entry.concert_id from " + ENTRIES + " where true";

    private static final String AND_ANOTHER =
            " and exists (select 1 from concert_word w where w.concert_id = entry.concert_id and w.word like ?)";

    private final JdbcTemplate jdbc;

    ConcertSearch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The ids of the concerts that have, for each of these words, a word that starts with it; ascending.
     *
     * @param words at least one, from {@link SearchWords#asked}, hence free of wildcards
     */
    List<Long> find(List<String> words) {
        var rarestFirst = words.size() == 1 ? words : rarestFirst(words);
        var parameters = new ArrayList<Object>();
        rarestFirst.forEach(word -> parameters.add(word + '%'));
        parameters.add(1, CANDIDATES);
        var query = BY_ONE_WORD + AND_ANOTHER.repeat(words.size() - 1);
        return jdbc.query(query, (row, _) -> row.getLong(1), parameters.toArray()).stream()
                .sorted()
                .toList();
    }

    private List<String> rarestFirst(List<String> words) {
        var frequencies = words.stream().collect(Collectors.toMap(Function.identity(), this::frequency));
        return words.stream().sorted(Comparator.comparingLong(frequencies::get)).toList();
    }

    /** How many entries of the index start with this word, as far as it matters. */
    private long frequency(String word) {
        return Objects.requireNonNull(jdbc.queryForObject(FREQUENCY, Long.class, word + '%', COUNTED));
    }
}
