package io.showgate.support;

/**
 * How a drop ended for one person at one phone.
 *
 * @param kind what was last told
 * @param detail the coupon's code, the reason of a failure, or what was told instead
 */
public record Ending(Kind kind, String detail) {

    /** What a person can be told in the end. */
    public enum Kind {
        /** The coupon is in the database; it has a code. */
        ISSUED,
        /** There was a receipt, and there is no coupon. */
        FAILED,
        /** The claim was refused: none was left. */
        SOLD_OUT,
        /** Nothing final within the person's patience. */
        NONE
    }
}
