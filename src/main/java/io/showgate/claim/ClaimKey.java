package io.showgate.claim;

/** One person's claim in one campaign. */
record ClaimKey(long couponId, String user) {}
