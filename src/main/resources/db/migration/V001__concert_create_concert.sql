-- Every table of the catalogue compares text byte by byte (utf8mb4_bin). MySQL and MariaDB have no other collation in
-- common that behaves the same in both. The only compared text, concert_word.word, is normalised before it is written.

-- Ids have no gaps. Page p of size s of the list has the ids from (p - 1) * s + 1 to p * s, and the highest id is the
-- number of concerts (docs/adr/0008). So ids are not AUTO_INCREMENT.
CREATE TABLE concert (
  id     BIGINT       NOT NULL,
  title  VARCHAR(200) NOT NULL,
  artist VARCHAR(100) NOT NULL,
  venue  VARCHAR(100) NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row. A transaction that adds concerts locks it, so that two of them cannot take the same next id.
CREATE TABLE catalogue_lock (
  id TINYINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

INSERT INTO catalogue_lock (id) VALUES (1);
