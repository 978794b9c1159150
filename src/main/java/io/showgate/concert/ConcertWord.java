package io.showgate.concert;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** One entry of the word index: this concert can be found by words that start like this one ({@link SearchWords}). */
@Entity
@IdClass(ConcertWord.Key.class)
class ConcertWord {

    /** Each concert has each word once. */
    record Key(String word, long concertId) {}

    @Id
    private String word;

    @Id
    private long concertId;

    @SuppressWarnings("NullAway.Init")
    protected ConcertWord() {}
}
