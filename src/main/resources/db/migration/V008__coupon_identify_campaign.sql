-- A random number above 0 that a campaign gets when it is added. A database that was restored from a backup may give an
-- id again, and this number then tells the two campaigns apart. It is part of the receipts and of the keys in Redis.
-- Campaigns from before have 0, and keep the receipts and keys that they had.
ALTER TABLE coupon_campaign ADD COLUMN identity BIGINT NOT NULL DEFAULT 0;
