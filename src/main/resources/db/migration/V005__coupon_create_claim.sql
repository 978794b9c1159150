-- An issued coupon. The primary key allows one for each person and campaign. A coupon that is given back keeps its row.
-- User ids are compared byte by byte.
CREATE TABLE coupon_claim (
  coupon_id     BIGINT                      NOT NULL,
  user_id       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number        BIGINT                      NOT NULL,
  code          CHAR(19) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  claimed_at    DATETIME(3)                 NOT NULL,
  given_back_at DATETIME(3)                 NULL,
  given_back_by ENUM ('HOLDER', 'OPERATOR') NULL,
  PRIMARY KEY (coupon_id, user_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
