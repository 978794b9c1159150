package io.showgate.concert;

import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;

/**
 * Finds concerts by words, in the index that {@link ConcertWord} maps. What a search may cost is bounded, in a
 * catalogue of any size: it looks at {@value #CANDIDATES} concerts at most, those with the rarest of its words. So it
 * is complete unless every one of its words starts a word of more concerts than that (docs/adr/0008).
 */
@Repository
class ConcertSearch {

    private static final int CANDIDATES = 20_000;

    /** How far the entries of a word are counted to find the rarest one. */
    private static final int COUNTED = 50_000;

    private static final String ENTRIES = "(select w.concertId as concertId from ConcertWord w where w.word like :word0"
            + " order by w.word, w.concertId limit :most) entry";

    private static final String FREQUENCY = "select count(*) from " + ENTRIES;

    private static final String BY_ONE_WORD = "select distinct entry.concertId from " + ENTRIES + " where true";

    private static final String AND_ANOTHER = " and exists (select 1 from ConcertWord w%1$d"
            + " where w%1$d.concertId = entry.concertId and w%1$d.word like :word%1$d)";

    private final EntityManager database;

    ConcertSearch(EntityManager database) {
        this.database = database;
    }

    /**
     * The ids of the concerts that have, for each of these words, a word that starts with it; ascending.
     *
     * @param words at least one, from {@link SearchWords#asked}, hence free of wildcards
     */
    List<Long> find(List<String> words) {
        var rarestFirst = words.size() == 1 ? words : rarestFirst(words);
        var query = database.createQuery(
                IntStream.range(1, words.size())
                        .mapToObj(AND_ANOTHER::formatted)
                        .collect(Collectors.joining("", BY_ONE_WORD, "")),
                Long.class);
        for (int i = 0; i < words.size(); i++) {
            query.setParameter("word" + i, rarestFirst.get(i) + '%');
        }
        return query.setParameter("most", CANDIDATES).getResultStream().sorted().toList();
    }

    private List<String> rarestFirst(List<String> words) {
        var frequencies = words.stream().collect(Collectors.toMap(Function.identity(), this::frequency));
        return words.stream().sorted(Comparator.comparingLong(frequencies::get)).toList();
    }

    /** How many entries of the index start with this word, as far as it matters. */
    private long frequency(String word) {
        return database.createQuery(FREQUENCY, Long.class)
                .setParameter("word0", word + '%')
                .setParameter("most", COUNTED)
                .getSingleResult();
    }
}
