-- Every table of the catalogue compares text byte by byte (utf8mb4_bin): MySQL and MariaDB share no other collation that
-- means the same in both, and the only text ever compared, concert_word.word, is normalised before it is written.

-- Ids have no gaps: the list's page p of size s is the ids from (p - 1) * s + 1 to p * s, and the highest id is how
-- many concerts there are (docs/adr/0008). That is why they are not AUTO_INCREMENT.
CREATE TABLE concert (
  id     BIGINT       NOT NULL,
  title  VARCHAR(200) NOT NULL,
  artist VARCHAR(100) NOT NULL,
  venue  VARCHAR(100) NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row, locked by whoever adds concerts, so that two who do so at once take turns at the next id.
CREATE TABLE catalogue_lock (
  id TINYINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

INSERT INTO catalogue_lock (id) VALUES (1);
