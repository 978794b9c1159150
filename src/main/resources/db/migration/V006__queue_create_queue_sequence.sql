-- What must survive the loss of Redis for people to get their places back: since when a queue exists, which every
-- waiting token names, and up to which number places may have been given. Written in steps of many numbers, so that
-- joining never waits for it.
CREATE TABLE queue_sequence (
  queue    VARCHAR(32) NOT NULL,
  epoch    BIGINT      NOT NULL,
  reserved BIGINT      NOT NULL,
  PRIMARY KEY (queue)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
