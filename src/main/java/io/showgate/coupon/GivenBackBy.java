package io.showgate.coupon;

/** Who gave an issued coupon back. */
enum GivenBackBy {
    /** The person who had it. */
    HOLDER("given-back"),
    /** An operator, who cancelled it. */
    OPERATOR("cancelled");

    private final String reason;

    GivenBackBy(String reason) {
        this.reason = reason;
    }

    /** What the receipt says. */
    String reason() {
        return reason;
    }
}
