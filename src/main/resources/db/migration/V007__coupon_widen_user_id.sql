-- A user id has 1 to 128 characters of Unicode, and two ids are the same only if every byte is the same (docs/adr/0026).
-- The collation compares bytes, as Redis does. It has no padding: with utf8mb4_bin, 'kim' and 'kim ' would be one person.
-- MySQL and MariaDB have such a collation under different names. MariaDB skips the first comment, and MySQL the second.
ALTER TABLE coupon_claim
  MODIFY user_id VARCHAR(128) CHARACTER SET utf8mb4
    COLLATE /*!50700 utf8mb4_0900_bin */ /*M! utf8mb4_nopad_bin */ NOT NULL;
