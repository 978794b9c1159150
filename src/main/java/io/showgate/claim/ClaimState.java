package io.showgate.claim;

/** The state of a claim. */
sealed interface ClaimState {

    /** It is on its way into the database. */
    record Processing() implements ClaimState {}

    /**
     * Committed.
     *
     * @param code the coupon's code
     */
    record Issued(String code) implements ClaimState {}

    /**
     * There is no coupon, and there will be none.
     *
     * @param reason one of {@code given-back}, {@code cancelled}, {@code sold-out}, {@code withdrawn}, {@code lost}
     */
    record Failed(String reason) implements ClaimState {}

    /** True unless the claim is still being processed. */
    default boolean isSettled() {
        return !(this instanceof Processing);
    }
}
