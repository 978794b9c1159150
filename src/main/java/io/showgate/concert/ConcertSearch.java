package io.showgate.concert;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;

/** Finds concerts by words, in the index that {@link ConcertWord} maps. */
@Repository
class ConcertSearch {

    /**
     * Matches that are found at most. It bounds what the most common word can cost, in a catalogue of any size; nobody
     * turns to page 1,000 of a search.
     */
    static final int MOST = 10_000;

    private static final String BY_ONE_WORD = "select distinct w.concertId from ConcertWord w where w.word like :word0";
    private static final String AND_ANOTHER =
            " and exists (select 1 from ConcertWord w%1$d where w%1$d.concertId = w.concertId and w%1$d.word like :word%1$d)";

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
        var query = database.createQuery(
                IntStream.range(1, words.size())
                        .mapToObj(AND_ANOTHER::formatted)
                        .collect(Collectors.joining("", BY_ONE_WORD, "")),
                Long.class);
        for (int i = 0; i < words.size(); i++) {
            query.setParameter("word" + i, words.get(i) + '%');
        }
        return query.setMaxResults(MOST).getResultStream().sorted().toList();
    }
}
