package io.showgate.claim;

/** The person who gave an issued coupon back. */
enum GivenBackBy {
    /** The person who had it. */
    HOLDER("given-back"),
    /** An operator. */
    OPERATOR("cancelled");

    private final String reason;

    GivenBackBy(String reason) {
        this.reason = reason;
    }

    /** The reason that the receipt shows. */
    String reason() {
        return reason;
    }
}
