-- A date of a concert. starts_at is UTC.
CREATE TABLE schedule (
  id         BIGINT      NOT NULL AUTO_INCREMENT,
  concert_id BIGINT      NOT NULL,
  starts_at  DATETIME(0) NOT NULL,
  sale_open  BOOLEAN     NOT NULL,
  PRIMARY KEY (id),
  KEY schedule_of_concert (concert_id, starts_at),
  CONSTRAINT schedule_concert FOREIGN KEY (concert_id) REFERENCES concert (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The seats of a date are next to each other in the primary key, so that a count of them reads no other rows.
CREATE TABLE seat (
  schedule_id BIGINT                 NOT NULL,
  number      INT                    NOT NULL,
  state       ENUM ('FREE', 'TAKEN') NOT NULL,
  PRIMARY KEY (schedule_id, number),
  CONSTRAINT seat_schedule FOREIGN KEY (schedule_id) REFERENCES schedule (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
