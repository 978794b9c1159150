-- The data that must survive a loss of Redis, so that people get their places back. epoch is when the queue began to
-- exist; every waiting token contains it. reserved is the highest number that a place may have. It rises in large steps,
-- so that joining never waits for it.
CREATE TABLE queue_sequence (
  queue    VARCHAR(32) NOT NULL,
  epoch    BIGINT      NOT NULL,
  reserved BIGINT      NOT NULL,
  PRIMARY KEY (queue)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
