-- A first-come campaign. Times are UTC. issued and given_back are the numbers of such rows in coupon_claim, so that no
-- query has to count them. A transaction that records claims or gives a coupon back locks the campaign's row first.
-- issued never exceeds stock.
CREATE TABLE coupon_campaign (
  id         BIGINT       NOT NULL AUTO_INCREMENT,
  name       VARCHAR(100) NOT NULL,
  stock      INT          NOT NULL,
  opens_at   DATETIME(3)  NOT NULL,
  closes_at  DATETIME(3)  NOT NULL,
  queue      VARCHAR(32)  NULL,
  issued     INT          NOT NULL DEFAULT 0,
  given_back INT          NOT NULL DEFAULT 0,
  changed    BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY campaign_changed (changed),
  CONSTRAINT campaign_within_stock CHECK (issued >= 0 AND issued <= stock)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row that numbers the operators' changes. Each change locks it until the commit, so that numbers become visible in
-- their order. An instance that has read a number has missed no lower one.
CREATE TABLE coupon_change (
  id     TINYINT NOT NULL,
  number BIGINT  NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

INSERT INTO coupon_change (id, number) VALUES (1, 0);
