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
     * There is no coupon, for good.
     *
     * @param reason one of {@code given-back}, {@code cancelled}, {@code sold-out}, {@code withdrawn}, {@code lost}
     */
    record Failed(String reason) implements ClaimState {}

    /** True if the state never changes from processing to another one by itself. */
    default boolean isSettled() {
        return !(this instanceof Processing);
    }
}
