package io.showgate.coupon;

/** One person's claim in one campaign. */
record ClaimKey(long couponId, String user) {}
