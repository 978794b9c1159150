-- The index for keywords. It has every word of every title and artist, normalised by the application. For words in
-- scripts without spaces it also has every ending of the word. The primary key finds the concerts that have a word with
-- a given start. The second key tells if a given concert has such a word, too (docs/adr/0008).
CREATE TABLE concert_word (
  word       VARCHAR(32) NOT NULL,
  concert_id BIGINT      NOT NULL,
  PRIMARY KEY (word, concert_id),
  KEY words_of_concert (concert_id, word),
  CONSTRAINT concert_word_concert FOREIGN KEY (concert_id) REFERENCES concert (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
