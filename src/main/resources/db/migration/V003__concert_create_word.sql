-- What a keyword finds: every word of every title and artist, normalised by the application, and for words in scripts
-- that are written without spaces every ending of theirs too. The primary key answers "which concerts have a word that
-- starts with this", the second key "has this concert one too" (docs/adr/0008).
CREATE TABLE concert_word (
  word       VARCHAR(32) NOT NULL,
  concert_id BIGINT      NOT NULL,
  PRIMARY KEY (word, concert_id),
  KEY words_of_concert (concert_id, word),
  CONSTRAINT concert_word_concert FOREIGN KEY (concert_id) REFERENCES concert (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
